import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRosterBuilder, type RosterRow } from '../../../src/findings/roster.ts';
import { createRosterCoverage } from '../../../src/findings/roster-coverage.ts';
import { defaultSettings } from '../../../src/findings/rule-settings.ts';
import { guest, judge, member, now } from './judge.ts';

const day = (text: string) => Date.parse(text) / 86_400_000;

function rosterOf(rows: Partial<RosterRow>[]) {
  const builder = createRosterBuilder();
  for (const row of rows) builder.add({ employeeId: undefined, addresses: [], lastDay: undefined, ...row });
  return builder.build({ properties: ['employeeId', 'mail'], hasLastDays: true });
}

const roster = rosterOf([
  { employeeId: 'E1', lastDay: day('2026-11-24') },
  { employeeId: 'E2', lastDay: day('2026-11-25') },
  { addresses: ['c@x'] },
  { employeeId: 'E4' },
  { employeeId: 'E5', lastDay: day('2026-01-31') },
]);
const users = [
  member(1, { employeeId: 'e1' }),
  member(2, { employeeId: 'E2' }),
  member(3, { mail: 'C@x' }),
  member(4, { employeeId: 'E9', mail: 'd@x' }),
  member(5, { employeeId: 'E5', accountEnabled: false }),
  member(6),
  member(7, { employeeId: 'E9', accountEnabled: false }),
  guest(8),
];
const rules = ['enabled-after-leaving', 'not-in-roster'];
const found = async (options: Parameters<typeof judge>[1]) =>
  (await judge(users, options)).findings
    .filter(({ rule }) => rules.includes(rule))
    .map(({ rule, user, why, severity }) => [rule, severity, user?.userPrincipalName?.split('@')[0], why]);

test('whose last day is over and who is enabled, and whom the roster does not know', async () => {
  assert.deepEqual(await found({ roster }), [
    [rules[0], 'high', 'user1', 'The last day was 2026-11-24, a day ago, and the account is enabled.'],
    [rules[1], 'medium', 'user4', 'Nobody in the roster has its employeeId or its mail.'],
    [rules[1], 'medium', 'user6', 'It has no employeeId and no mail by which the roster could know it.'],
  ]);
  assert.deepEqual(await found({ roster, rules: ['enabled-after-leaving: 1', 'not-in-roster: off'] }), []);
});

test('without a roster both are off; without what it knows people by, or last days, they are not judged', async () => {
  assert.deepEqual(
    rules.map((rule) => defaultSettings().get(rule)?.on),
    [false, false],
  );
  const states = async (options: Parameters<typeof judge>[1]) =>
    (await judge(users, options)).rules
      .filter(({ id }) => rules.includes(id))
      .map(({ state, missing }) => [state, ...missing]);
  const properties = ['id', 'accountEnabled', 'userType', 'employeeId', 'userPrincipalName'];
  assert.deepEqual(await states({ roster, properties }), [
    ['not-judged', 'mail'],
    ['not-judged', 'mail'],
  ]);
  assert.deepEqual(await states({ roster: { ...roster, properties: ['employeeId'] }, properties }), [
    ['judged'],
    ['judged'],
  ]);
  assert.deepEqual(await states({ roster: { ...roster, hasLastDays: false } }), [
    ['not-judged', 'an end date'],
    ['judged'],
  ]);
});

test('of the roster it is counted who left, and who has no account', () => {
  const coverage = createRosterCoverage(roster, now);
  for (const user of users) coverage.onUser?.(user, Buffer.alloc(0));
  assert.deepEqual(coverage.counts(), { people: 5, left: 2, withoutAccount: 1 });
});

test('a hundred thousand people are told apart', () => {
  const many = rosterOf(Array.from({ length: 100_000 }, (_, index) => ({ employeeId: `E${index}`, lastDay: index })));
  assert.equal(many.people, 100_000);
  for (const index of [0, 1, 99_999]) assert.equal(many.find({ id: '1', employeeId: `E${index}` })?.lastDay, index);
  assert.equal(many.find({ id: '1', employeeId: 'E100000' }), undefined);
});
