import assert from 'node:assert/strict';
import { test } from 'node:test';
import { count, day, daysBetween, duration, plural, size } from '../../src/base/numbers.ts';

const texts: [string, string][] = [
  [count(0), '0'],
  [count(999), '999'],
  [count(1_000), '1,000'],
  [count(1_234_567), '1,234,567'],
  [plural(0, 'user'), '0 users'],
  [plural(1, 'user'), '1 user'],
  [plural(2_500, 'user'), '2,500 users'],
  [plural(1, 'box', 'boxes'), '1 box'],
  [plural(2, 'box', 'boxes'), '2 boxes'],
  [duration(0), '0.0 s'],
  [duration(440), '0.4 s'],
  [duration(59_949), '59.9 s'],
  [duration(60_000), '1 min 0 s'],
  [duration(125_400), '2 min 5 s'],
  [size(1_023), '1023 B'],
  [size(1_024), '1.0 KiB'],
  [size(1_536), '1.5 KiB'],
  [size(1024 * 1024 - 1024), '1023.0 KiB'],
  [size(1024 * 1024), '1.0 MiB'],
  [size(1.5 * 1024 * 1024), '1.5 MiB'],
  [day(new Date('2026-11-23T23:59:59Z')), '2026-11-23'],
];
for (const [text, expected] of texts) test(`a person reads ${expected}`, () => assert.equal(text, expected));

test('days are counted whole, and those that have passed are negative', () => {
  const noon = Date.parse('2026-11-23T12:00:00Z');
  const hours = (number: number) => noon + number * 3_600_000;
  assert.equal(daysBetween(noon, hours(47)), 1);
  assert.equal(daysBetween(noon, hours(48)), 2);
  assert.equal(daysBetween(noon, hours(-1)), -1);
});
