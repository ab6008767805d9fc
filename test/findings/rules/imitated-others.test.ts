import assert from 'node:assert/strict';
import { test } from 'node:test';
import { displayNameImitation } from '../../../src/findings/rules/display-name-imitation.ts';
import type { GroupMember } from '../../../src/findings/rules/rule.ts';

/** The id tells the order: who has no date is older than who has one. */
function person(id: string, displayName: string, { guest = false, created = null as string | null } = {}): GroupMember {
  return { id, displayName, userPrincipalName: `${id}@contoso.example`, note: { guest, created } } as GroupMember;
}

/** What is found of each, as `severity of whom: like whom`. */
function found(members: readonly GroupMember[], whole = true): string[] {
  const judgeOf = displayNameImitation.judge(members, whole);
  return members.flatMap((member) => {
    const finding = judgeOf(member);
    if (finding === undefined) return [];
    const others = finding.evidence.others as { id: string }[];
    return [`${finding.severity} ${member.id}: ${others.map(({ id }) => id).join(' ')}`];
  });
}

test('beside a disguised name stand those alone that it looks like', () => {
  const members = [
    person('ada', 'Ada Byron'),
    person('eve', 'Eve Stone'),
    person('fake', 'Ad\u0430 Byron'),
    person('twin', 'Ad\u0430 Byron'),
    person('also', 'ADA BYRON'),
  ];
  assert.deepEqual(found(members), ['high fake: ada also', 'high twin: ada also']);
});

test('a disguised name that looks like nobody else is nothing', () => {
  assert.deepEqual(found([person('fake', 'Ad\u0430 Byron'), person('twin', 'Ad\u0430 Byron')]), []);
  assert.deepEqual(found([person('fake', 'Ad\u0430 Byron'), person('eve', 'Eve Stone')]), []);
});

test('of two names that nothing tells apart the one that came later is found, by its eldest bearer', () => {
  const early = '2020-01-01T00:00:00Z';
  const late = '2026-01-01T00:00:00Z';
  const members = [
    person('a', 'Ian Smith', { created: late }),
    person('b', 'Ian Smith', { created: early }),
    person('c', 'lan Smith', { created: '2023-01-01T00:00:00Z' }),
    person('d', 'lan Smith', { created: late }),
    person('e', 'Somebody Else', { created: early }),
  ];
  assert.deepEqual(found(members), ['high c: a b', 'high d: a b']);
  assert.deepEqual(found([person('a', 'Ian Smith', { created: early }), person('b', 'lan Smith')]), ['high a: b']);
});

test('a guest with the name of a member: that member, and how common the name is', () => {
  const alone = [person('m', 'Ada Byron'), person('g', 'ada byron', { guest: true }), person('x', 'Eve Stone')];
  assert.deepEqual(found(alone), ['medium g: m']);
  assert.deepEqual(found(alone, false), ['low g: m']);
  assert.deepEqual(found([...alone, person('n', 'Ada Byron')]), ['low g: m n']);
  assert.deepEqual(found([person('g', 'Ada Byron', { guest: true }), person('h', 'Ada Byron', { guest: true })]), []);
});

test('a blank that nobody types is found beside the name with a usual one, and not beside its own kind', () => {
  const [odd, same] = [person('odd', 'Ada\u00A0Byron'), person('same', 'Ada\u00A0Byron')];
  assert.deepEqual(found([person('ada', 'Ada Byron'), odd, person('x', 'Eve Stone')]), ['medium odd: ada']);
  assert.deepEqual(found([odd, same]), []);
  assert.deepEqual(found([odd, person('x', 'Eve Stone')]), []);
});

test('no more than five others are told', () => {
  const members = [...'abcdefg'].map((id) => person(id, 'Ada Byron'));
  assert.deepEqual(found([...members, person('fake', 'Ad\u0430 Byron')]), ['high fake: a b c d e']);
});

test('a name of signs, or of one letter, has no key', () => {
  const keys = (displayName: unknown) => displayNameImitation.keys({ id: 'a', displayName }).length;
  assert.deepEqual(['', '---', 'A', '1 A 2', null].map(keys), [0, 0, 0, 0, 0]);
  assert.ok(keys('A---B') > 0 && keys('A\nB') > 0);
});
