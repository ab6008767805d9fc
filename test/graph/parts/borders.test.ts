import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bordersOf, bordersWithin } from '../../../src/graph/parts/borders.ts';
import { intervalsBetween } from '../../../src/graph/parts/intervals.ts';

const sorted = (dates: number[]) => dates.toSorted((a, b) => a - b);
const day = 86_400;

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
