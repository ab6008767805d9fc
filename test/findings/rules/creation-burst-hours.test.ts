import assert from 'node:assert/strict';
import { test } from 'node:test';
import { creationBurst } from '../../../src/findings/rules/creation-burst.ts';
import { now } from './judge.ts';

const minute = 60_000;
const day = 24 * 60;
const week = 7 * day;
const at = (ago: number) => new Date(now - ago * minute).toISOString();

const idOf = (ago: number, index: number) => `${ago}-${String(index).padStart(3, '0')}`;

/** In no order, as users come. @param accounts minutes ago, and how many came to be then */
function bursts(accounts: readonly (readonly [ago: number, number: number])[], limit = 25) {
  const watch = creationBurst.start({ now, limit });
  for (const [ago, number] of accounts) {
    for (let index = 0; index < number; index += 1) {
      watch.see({ id: idOf(ago, (index + 5) % number), createdDateTime: at(ago) });
    }
  }
  return watch.end();
}

test('a burst tells when, how many, what is usual, and who was first', () => {
  assert.deepEqual(
    bursts([
      [90, 4],
      [200, 7],
      [100, 20],
      [95, 6],
      [30, 1],
    ]),
    [
      {
        subject: at(100).slice(0, 16),
        why: '30 accounts came to be within an hour; the busiest of an ordinary week has 0.',
        evidence: {
          ...{ from: at(100), to: at(89), accounts: 30, busiestHour: 30, busiestHourOfAnOrdinaryWeek: 0 },
          firstUserIds: Array.from({ length: 10 }, (_, index) => idOf(100, index)),
        },
      },
    ],
  );
});

test('the first users are those of its first minutes, whatever else came before and after', () => {
  const [found] = bursts([
    [95, 24],
    [500, 3],
    [100, 3],
    [20, 3],
  ]);
  assert.deepEqual(found?.evidence.firstUserIds, [
    ...[0, 1, 2].map((index) => idOf(100, index)),
    ...[0, 1, 2, 3, 4, 5, 6].map((index) => idOf(95, index)),
  ]);
});

test('a burst in this very minute is seen, one in the future is not', () => {
  assert.equal(bursts([[0, 26]])[0]?.subject, at(0).slice(0, 16));
  assert.equal(bursts([[0, 26]])[0]?.evidence.to, at(-1));
  assert.deepEqual(bursts([[-1, 26]]), []);
});

test('a burst is news for a week to the minute', () => {
  assert.equal(bursts([[week, 26]]).length, 1);
  assert.deepEqual(bursts([[week + 1, 26]]), []);
});

test('what is usual is the median of the busiest hours of 52 weeks', () => {
  const from = week + day;
  const usualOf = (weeks: number, number: number, ago = from) => {
    const habit = Array.from({ length: weeks }, (_, index) => [ago + 1 + index * week, number] as const);
    return bursts([...habit, [100, 500]])[0]?.evidence.busiestHourOfAnOrdinaryWeek;
  };
  assert.equal(usualOf(25, 10), 0, 'in fewer than half of the weeks');
  assert.equal(usualOf(26, 10), 10, 'in half of the weeks');
  assert.equal(usualOf(52, 10), 10);
  const growing = Array.from({ length: 52 }, (_, index) => [from + 1 + index * week, 52 - index] as const);
  assert.equal(bursts([...growing, [100, 500]])[0]?.evidence.busiestHourOfAnOrdinaryWeek, 27);
  const older = Array.from({ length: 52 }, (_, index) => [from + 52 * week + 2 * day + index * week, 10] as const);
  assert.equal(
    bursts([...older, [100, 500]])[0]?.evidence.busiestHourOfAnOrdinaryWeek,
    0,
    'what is older does not count',
  );
});

test('three times the habit is no burst, one more is', () => {
  const habit = Array.from({ length: 52 }, (_, index) => [week + day + 1 + index * week, 10] as const);
  assert.deepEqual(bursts([...habit, [100, 30]], 1), []);
  assert.equal(bursts([...habit, [100, 31]], 1).length, 1);
});

test('a burst ends with its last account, though the hour goes on', () => {
  const [found] = bursts([
    [100, 26],
    [70, 1],
  ]);
  assert.deepEqual([found?.evidence.to, found?.evidence.accounts], [at(69), 27]);
});

test('a date that is none, or no text, counts nowhere', () => {
  const watch = creationBurst.start({ now, limit: 1 });
  for (let index = 0; index < 9; index += 1) {
    for (const createdDateTime of [null, 'soon', [at(5)], now]) watch.see({ id: `${index}`, createdDateTime });
  }
  assert.deepEqual(watch.end(), []);
});
