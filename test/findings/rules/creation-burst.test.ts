import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge, member, now } from './judge.ts';

const minute = 60_000;

/** @param minutesAgo when each account came to be */
async function bursts(minutesAgo: readonly number[]) {
  const users = minutesAgo.map((ago, index) =>
    member(index, { createdDateTime: new Date(now - ago * minute).toISOString() }),
  );
  const { findings } = await judge(users);
  return findings
    .filter(({ rule }) => rule === 'creation-burst')
    .map(({ subject, evidence: { accounts, busiestHour, firstUserIds } }) => ({
      subject,
      accounts,
      busiestHour,
      first: (firstUserIds as string[]).length,
    }));
}

const at = (ago: number, number: number) => Array.from({ length: number }, () => ago);
const subject = (ago: number) => new Date(now - ago * minute).toISOString().slice(0, 16);

test('an hour begins whenever it likes: half of a burst before the clock strikes, half of it after', async () => {
  assert.deepEqual(await bursts([...at(125, 15), ...at(115, 15)]), [
    { subject: subject(125), accounts: 30, busiestHour: 30, first: 10 },
  ]);
  assert.deepEqual(await bursts([...at(180, 15), ...at(120, 15)]), [], 'sixty minutes apart are two hours');
  assert.equal((await bursts([...at(179, 15), ...at(120, 15)])).length, 1, 'fifty-nine are one');
});

test('a burst that goes on is one, under the name of its beginning', async () => {
  const beginning = Array.from({ length: 40 }, (_, index) => 300 - index);
  const more = Array.from({ length: 200 }, (_, index) => 260 - index);
  const [first, ...others] = await bursts(beginning);
  assert.deepEqual([first?.subject, first?.accounts, others.length], [subject(300), 40, 0]);
  assert.deepEqual(await bursts([...beginning, ...more]), [
    { subject: subject(300), accounts: 240, busiestHour: 60, first: 10 },
  ]);
});

test('users of the burst are named, whoever else came in the hours that it touches', async () => {
  const others = [...at(24 * 60 + 115, 10), ...at(24 * 60 + 1, 10)];
  const burst = [...at(24 * 60 + 62, 13), ...at(24 * 60 + 50, 13)];
  const [found] = await bursts([...others, ...burst]);
  assert.equal(found?.first, 10);
});

test('two bursts on one day are two', async () => {
  assert.deepEqual(
    (await bursts([...at(600, 26), ...at(300, 30)])).map((burst) => [burst.subject, burst.accounts]),
    [
      [subject(600), 26],
      [subject(300), 30],
    ],
  );
});

test('a burst that began more than a week ago is no news, and its end is none either', async () => {
  const week = 7 * 24 * 60;
  assert.deepEqual(await bursts([...at(week + 20, 30), ...at(week - 20, 30)]), []);
  assert.equal((await bursts(at(week - 20, 30))).length, 1);
});
