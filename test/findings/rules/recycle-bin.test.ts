import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guest, judge, member, now } from './judge.ts';

const [hour, day] = [3_600_000, 86_400_000];

/** Users who were deleted at moments that lie so many milliseconds back. */
function deletedAgo(...ago: number[]) {
  return ago.map((milliseconds, index) =>
    member(index, { deletedDateTime: new Date(now - milliseconds).toISOString() }),
  );
}

async function bursts(...ago: number[]) {
  const { findings } = await judge([], { deleted: deletedAgo(...ago) });
  return findings.filter(({ rule }) => rule === 'deleted-burst').map(({ why }) => why);
}

const at = (ago: number, number: number) => Array.from({ length: number }, () => ago);

test('many deletions within an hour are one finding, a few are none', async () => {
  assert.deepEqual(await bursts(...at(2 * hour, 25)), []);
  assert.deepEqual(await bursts(...at(2 * hour, 26)), [
    '26 accounts were deleted within an hour; the busiest of an ordinary week has 0.',
  ]);
});

test('what is the habit of the weeks before is no burst', async () => {
  const habit = [10, 17, 24].flatMap((days) => at(days * day, 20));
  assert.deepEqual(await bursts(...habit, ...at(2 * hour, 60)), []);
  assert.equal((await bursts(...habit, ...at(2 * hour, 61))).length, 1);
});

test('without the recycle bin nobody can say, and it is told what brings it', async () => {
  const { rules, findings } = await judge([member(1, { deletedDateTime: new Date(now).toISOString() })]);
  const rule = rules.find(({ id }) => id === 'deleted-burst');
  assert.deepEqual([rule?.state, rule?.missing, rule?.input], ['not-judged', ['deletedDateTime'], 'deleted-users']);
  assert.deepEqual(findings, []);
});

test('an enabled guest whom nobody answers for is found once sponsors were read', async () => {
  const properties = ['id', 'userType', 'accountEnabled', 'sponsors'];
  const users = [
    guest(1, { sponsors: [] }),
    guest(2, { sponsors: [{ id: 'x', userPrincipalName: null }] }),
    guest(3, { sponsors: null }),
    guest(4, { sponsors: [], accountEnabled: false }),
    member(5, { sponsors: [] }),
  ];
  const found = async (rules: string[]) =>
    (await judge(users, { properties, rules })).findings
      .filter(({ rule }) => rule === 'guest-without-sponsor')
      .map(({ subject }) => subject);
  assert.deepEqual(await found([]), [], 'off without include-sponsors');
  assert.deepEqual(await found(['guest-without-sponsor: on']), [guest(1).id]);
});
