import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutRest, keepBack } from '../../../src/graph/parts/held-back.ts';
import type { Interval } from '../../../src/graph/parts/intervals.ts';
import { type PartSizes, partSizes, roomForRest } from '../../../src/graph/parts/part-sizes.ts';

const page = 999;
const day = 86_400;
const start = 1_500_000_000;
const readers = 16;

/** Office hours of working days, and imports that put a thousand users into some seconds, where wanted. */
function createdAt(users: number, imports: readonly number[]): number[] {
  const perDay = 50;
  const ordinary = Array.from({ length: users - 1_000 * imports.length }, (_, index) => {
    const date = start + Math.floor(index / perDay) * day + 9 * 3_600 + (index % perDay) * 500;
    return date;
  });
  const imported = imports.flatMap((at) => Array.from({ length: 1_000 }, (_, index) => start + at * day + (index % 8)));
  return [...ordinary, ...imported].sort((a, b) => a - b);
}

const within = (dates: readonly number[], { from = 0, to = Number.POSITIVE_INFINITY }: Interval) =>
  dates.filter((date) => date >= from && date <= to).length;

/** Every hundredth, shifted by so much that it is off as a sample is off. */
function sampleOf(dates: readonly number[]): number[] {
  let seed = 7;
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  return Array.from({ length: page }, () => dates[Math.floor(random() * dates.length)] as number).sort((a, b) => a - b);
}

async function cutAll(dates: readonly number[]) {
  const sample = sampleOf(dates);
  const { parts, rest } = keepBack(sample, partSizes(dates.length / page, readers));
  assert.ok(rest);
  const large = parts.map((part) => Math.ceil(within(dates, part) / page));
  const loads = large
    .map((pages) => pages - 1)
    .concat(Array(readers).fill(0))
    .slice(0, readers);
  const asked: Interval[] = [];
  const intervals = await cutRest(rest, sample, Promise.resolve(loads), start + 4_000 * day, async (part) => {
    asked.push(part);
    return within(dates, part);
  });
  return { parts, rest, large, loads, intervals, asked };
}

for (const [what, imports] of [
  ['users who come in office hours', []],
  ['and some imports', [300, 900, 1_500]],
] as const) {
  test(`${what}: the rest is cut into pages that are full but not overfull, for readers to be done together`, async () => {
    const dates = createdAt(100_000, imports);
    const { rest, loads, intervals, asked } = await cutAll(dates);
    // One behind the other, from end to end.
    assert.deepEqual([intervals[0]?.from, intervals.at(-1)?.to], [rest.from, rest.to]);
    for (const [index, { to }] of intervals.slice(0, -1).entries()) assert.equal(intervals[index + 1]?.from, to);
    const room = roomForRest(loads, within(dates, rest) / page);
    const pages = intervals.map((interval) => within(dates, interval) / page);
    assert.equal(pages.length, room.length);
    for (const [index, size] of pages.entries()) assert.ok(size <= (room[index] as number), `${pages} in ${room}`);
    assert.ok(asked.length <= 1 + 3 * readers + 2 * imports.length, `${asked.length} counts`);
  });
}

test('what is kept back is where imports are not', () => {
  const imports = [0, 200, 400, 1_600, 1_900];
  const dates = createdAt(100_000, imports);
  const { rest } = keepBack(sampleOf(dates), partSizes(dates.length / page, readers));
  for (const at of imports) {
    const second = start + at * day;
    assert.ok(rest && (second + 8 < (rest.from ?? 0) || second > (rest.to ?? Number.POSITIVE_INFINITY)), `day ${at}`);
  }
});

test('nothing is kept back where a sample is too dense to be cut as planned', () => {
  const sizes: PartSizes = { parts: [1, 1, 1, 1], rest: 1 };
  const { parts, rest } = keepBack(Array(500).fill(start), sizes);
  assert.equal(rest, undefined);
  assert.ok(parts.length < 5);
});

for (const [what, count] of [
  ['nobody', 0],
  ['one page', 900],
] as const) {
  test(`a rest of ${what} is not cut`, async () => {
    const rest = { from: start };
    const intervals = await cutRest(
      rest,
      [start + 5, start + 6],
      Promise.resolve([3, 4]),
      start + day,
      async () => count,
    );
    assert.deepEqual(intervals.length, 1);
    assert.equal(intervals[0]?.from, start);
  });
}

test('counts that contradict one another lead to parts all the same', async () => {
  let answers = 0;
  const intervals = await cutRest({ from: start }, [], Promise.resolve([1, 2, 2]), start + day, async () => {
    answers += 1;
    return answers % 2 === 0 ? 10 : 5_000;
  });
  const borders = intervals.slice(1).map(({ from }) => from ?? 0);
  assert.deepEqual(
    borders,
    [...new Set(borders)].sort((a, b) => a - b),
  );
});

test('a second that holds more than any part has room for lies between two borders', async () => {
  const import_ = start + 500 * day;
  const dates = [...createdAt(6_000, []), ...Array(9_000).fill(import_)].sort((a, b) => a - b);
  const rest = { from: start };
  const sample = sampleOf(dates);
  const loads = Promise.resolve(Array(8).fill(0));
  const intervals = await cutRest(rest, sample, loads, start + 4_000 * day, async (part) => within(dates, part));
  const holding = intervals.filter(({ from = 0, to = Number.POSITIVE_INFINITY }) => from <= import_ && import_ <= to);
  assert.ok(intervals.length > 2 && holding.length <= 2, JSON.stringify(intervals));
  assert.ok(within(dates, intervals.at(-1) as Interval) < 9_000);
});

test('who has less before him takes more, and no more parts are made than are needed', () => {
  assert.deepEqual(roomForRest([4, 4, 5, 5], 4.2), [2, 2, 1]);
  assert.deepEqual(roomForRest([0, 9, 9, 9], 3.5), [4]);
  assert.deepEqual(roomForRest([5, 5, 5, 5], 1.2), [1, 1]);
});
