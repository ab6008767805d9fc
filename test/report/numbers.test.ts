import assert from 'node:assert/strict';
import { test } from 'node:test';
import { count, daysBetween, duration, plural, size } from '../../src/report/numbers.ts';

const cases: [string, string][] = [
  [count(999), '999'],
  [count(1_000), '1,000'],
  [count(1_234_567), '1,234,567'],
  [plural(0, 'user'), '0 users'],
  [plural(1, 'user'), '1 user'],
  [plural(2, 'property', 'properties'), '2 properties'],
  [duration(59_949), '59.9 s'],
  [duration(60_000), '1 min 0 s'],
  [duration(125_000), '2 min 5 s'],
  [size(1_023), '1023 B'],
  [size(1_024), '1.0 KiB'],
  [size(1_024 * 1_024), '1.0 MiB'],
  [String(daysBetween(0, 86_399_999)), '0'],
  [String(daysBetween(0, 86_400_000)), '1'],
  [String(daysBetween(1, 0)), '-1'],
];
for (const [told, expected] of cases) test(`a number is told as ${expected}`, () => assert.equal(told, expected));
