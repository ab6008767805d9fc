import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { groupKey, groupsIn } from '../../src/findings/groups.ts';

/** A member, of whom nothing but the id matters here. */
function memberOf(id: string) {
  return { id, userPrincipalName: null, displayName: null, key: '', note: null };
}

type Member = ReturnType<typeof memberOf>;

test('however pairs come in portions, groups are whole, and nobody is lost or in two of them', async () => {
  // A hundred members are looked at as a whole.
  const size = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constantFrom(99, 100, 101, 199, 200, 2_000, 2_050));
  const portion = fc.constantFrom(1, 3, 99, 100, 101, 1_000, 2_000);
  await fc.assert(
    fc.asyncProperty(fc.array(size, { maxLength: 12 }), portion, async (sizes, portionLength) => {
      const pairs = sizes.flatMap((members, group) => {
        const key = groupKey(group % 3, `k${String(group).padStart(3, '0')}`);
        return Array.from({ length: members }, (_, index) => ({ key, value: memberOf(`${group}-${index}`) }));
      });
      async function* portions(): AsyncGenerator<{ key: string; value: Member }[]> {
        for (let from = 0; from < pairs.length; from += portionLength) yield pairs.slice(from, from + portionLength);
      }
      const found: { rule: number; members: string[] }[] = [];
      for await (const group of groupsIn(portions())) {
        const all = (await Array.fromAsync(group.all())).flat().map(({ id }) => id);
        const first = group.members.map(({ id }) => id);
        assert.deepEqual(all.slice(0, first.length), first);
        assert.equal(group.whole, all.length === first.length);
        assert.ok(group.whole || first.length === 100);
        found.push({ rule: group.rule, members: all });
      }
      const expected = sizes.map((members, group) => ({
        rule: group % 3,
        members: Array.from({ length: members }, (_, index) => `${group}-${index}`),
      }));
      assert.deepEqual(
        found,
        expected.filter(({ members }) => members.length > 1),
      );
    }),
  );
});
