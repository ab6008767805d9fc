import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bordersOf, bordersWithin } from '../../../src/graph/parts/borders.ts';
import { intervalsBetween, joinIntervals, partFilter } from '../../../src/graph/parts/intervals.ts';
import { partSizes } from '../../../src/graph/parts/part-sizes.ts';

const sorted = (dates: number[]) => dates.toSorted((a, b) => a - b);
const day = 86_400;

test('a short list comes in pages that are not quite full, for no reader to need a second one', () => {
  const { parts, rest } = partSizes(10, 16);
  assert.deepEqual([parts.length, rest], [12, 0]);
  assert.ok(Math.max(...parts) < 0.85);
});

test('of a long list each reader gets a part of nearly whole pages, and the rest is cut later', () => {
  const { parts, rest } = partSizes(100, 16);
  assert.deepEqual(parts, Array(16).fill(4.9));
  assert.ok(Math.abs(rest - 21.6) < 1e-6);
});

test('of a very long list each reader gets several parts, one after the other', () => {
  const { parts, rest } = partSizes(1_000, 16);
  assert.equal(parts.length, 8 * 16);
  assert.ok(Math.abs(rest - 32) < 1e-6);
});

test('parts are no longer than a token lives, and the rest is a few pages for each reader', () => {
  fc.assert(
    fc.property(fc.double({ min: 1, max: 2_000, noNaN: true }), fc.integer({ min: 2, max: 64 }), (pages, readers) => {
      const { parts, rest } = partSizes(pages, readers);
      assert.ok(Math.abs(parts.reduce((sum, size) => sum + size, rest) - pages) < 1e-6);
      assert.ok(Math.max(...parts) <= 8);
      assert.ok(parts.length >= Math.min(readers, pages));
      assert.ok(rest >= 0 && rest <= 3.2 * readers);
    }),
  );
});

test('borders cut dates that are evenly spread into the sizes that are wanted', () => {
  const sample = Array.from({ length: 1_000 }, (_, index) => index * day);
  const borders = bordersOf(sample, [5, 3, 2]);
  assert.deepEqual(borders, [499 * day + 1, 799 * day + 1]);
});

test('a bulk import lies between two borders of its own, and no border on a second of it', () => {
  const before = Array.from({ length: 100 }, (_, index) => index * day);
  const bulk = Array.from({ length: 800 }, () => 200 * day);
  const after = Array.from({ length: 100 }, (_, index) => (300 + index) * day);
  const borders = bordersOf([...before, ...bulk, ...after], [1, 1, 1, 1]);
  assert.deepEqual(borders.slice(0, 2), [200 * day - 1, 200 * day + 1]);
});

test('a bulk import of many seconds is not cut where it is dense', () => {
  const bulk = Array.from({ length: 1_000 }, (_, index) => 1_000 + Math.floor(index / 250));
  for (const border of bordersOf(bulk, [1, 1, 1, 1])) assert.ok(border < 1_000 || border > 1_003, String(border));
});

test('an import that fills many seconds on end is cut all the same, where a second is a small part of it', () => {
  const bulk = Array.from({ length: 1_000 }, (_, index) => 1_000 + Math.floor(index / 10));
  const borders = bordersOf(bulk, [1, 1, 1, 1]);
  assert.equal(borders.length, 3);
  const parts = intervalsBetween(borders).map(({ from = 0, to = 2_000 }) =>
    bulk.filter((date) => date >= from && date <= to),
  );
  for (const { length } of parts) assert.ok(length <= 400, String(length));
});

test('borders rise, whatever the sample', () => {
  const dates = fc.array(fc.nat(1_000), { maxLength: 300 }).map(sorted);
  const sizes = fc.array(fc.double({ min: 0.1, max: 8, noNaN: true }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(dates, sizes, (sample, wanted) => {
      const borders = bordersOf(sample, wanted);
      assert.deepEqual(borders, [...new Set(sorted(borders))]);
    }),
  );
});

test('an interval is cut evenly and around what is dense in it, but never within a bulk import', () => {
  const dense = [...Array.from({ length: 50 }, () => 333), 10, 990];
  assert.deepEqual(bordersWithin({ from: 0, to: 1_000 }, 4, dense, 5_000), [250, 332, 334, 500, 750]);
  assert.deepEqual(bordersWithin({ from: 332, to: 334 }, 4, dense, 5_000), []);
});

test('neighbours that are small are joined, the largest part first', () => {
  const intervals = intervalsBetween([10, 20, 30]);
  assert.deepEqual(joinIntervals(intervals, [1, 2, 9, 1], 4), [
    { from: 20, to: 30 },
    { to: 20, from: undefined },
    { from: 30, to: undefined },
  ]);
});

test('filters are closed intervals, and the own filter is kept in brackets', () => {
  const filters = [...intervalsBetween([0, 60]), 'undated' as const].map((part) =>
    partFilter(part, 'a eq 1 or b eq 2'),
  );
  assert.deepEqual(filters, [
    { filter: '(a eq 1 or b eq 2) and createdDateTime le 1970-01-01T00:00:00Z', advanced: false },
    {
      filter:
        '(a eq 1 or b eq 2) and createdDateTime ge 1970-01-01T00:00:00Z and createdDateTime le 1970-01-01T00:01:00Z',
      advanced: false,
    },
    { filter: '(a eq 1 or b eq 2) and createdDateTime ge 1970-01-01T00:01:00Z', advanced: false },
    { filter: '(a eq 1 or b eq 2) and createdDateTime eq null', advanced: true },
  ]);
});
