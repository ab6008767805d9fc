import assert from 'node:assert/strict';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { GroupRule } from '../../src/findings/rules/rule.ts';
import { createSharedValues } from '../../src/findings/shared-values.ts';
import type { GraphUser } from '../../src/users/user-type.ts';

/** A rule about users with one value of a property. */
function ruleOf(property: string): GroupRule {
  return {
    kind: 'group',
    id: `same-${property}`,
    title: '',
    headline: { one: '', many: '' },
    severity: 'low',
    severityWhy: '',
    confuses: '',
    why: '',
    fix: '',
    needs: [property],
    sources: [],
    keys: (user) => (typeof user[property] === 'string' ? [user[property]] : []),
    note: () => null,
    judge: () => (member) => ({ why: 'shared', evidence: { [property]: [member.key] } }),
  };
}

/** What rules find in a list of users, as `rule user`. */
async function findIn(users: readonly GraphUser[], rules: readonly GroupRule[]): Promise<string[]> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'shared-'));
  const shared = createSharedValues({ folder: folder.path, rules, classesOf: () => [] });
  for (const user of users) shared.onUser(user);
  await shared.flush();
  const found = (await Array.fromAsync(shared.findings())).flat();
  return found.map(({ rule, finding }) => `${rule} ${finding.subject}`).sort();
}

for (const number of [1, 8, 9, 17, 100]) {
  test(`each of ${number} rules finds those who share its value, and nobody else`, async () => {
    const properties = Array.from({ length: number }, (_, index) => `p${String(index).padStart(3, '0')}`);
    // Everybody has a value of his own for every rule; of each rule two share one that no other rule's users have.
    const users = Array.from({ length: 2 * number }, (_, index) => {
      const own = Object.fromEntries(properties.map((property) => [property, `${property} of ${index}`]));
      const shared = properties[index >> 1] as string;
      return { id: `u${String(index).padStart(3, '0')}`, ...own, [shared]: `shared by two` } satisfies GraphUser;
    });
    const found = await findIn(users, properties.map(ruleOf));
    assert.deepEqual(
      found,
      users.map(({ id }, index) => `same-${properties[index >> 1]} ${id}`),
    );
  });
}

test('what one rule sees in a user is not taken for what another sees in somebody else', async () => {
  const users = [
    { id: 'a', mail: 'x', name: 'y' },
    { id: 'b', mail: 'y', name: 'x' },
  ];
  assert.deepEqual(await findIn(users, [ruleOf('mail'), ruleOf('name')]), []);
});

test('where all are alike nobody is judged; where one is not, everybody', async () => {
  const rule: GroupRule = { ...ruleOf('mail'), like: ({ name }) => (typeof name === 'string' ? name : null) };
  const users = [
    ...['a', 'b', 'c'].map((id) => ({ id, mail: 'alike', name: 'x' })),
    ...['d', 'e', 'f'].map((id) => ({ id, mail: 'unlike', name: id === 'f' ? 'y' : 'x' })),
    ...['g', 'h'].map((id) => ({ id, mail: 'unknown', name: null })),
  ];
  const found = await findIn(users, [rule]);
  assert.deepEqual(
    found,
    ['d', 'e', 'f', 'g', 'h'].map((id) => `same-mail ${id}`),
  );
  assert.deepEqual(await findIn(users.toReversed(), [rule]), found);
});
