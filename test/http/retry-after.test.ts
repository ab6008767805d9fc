import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRetryAfter } from '../../src/http/retry-after.ts';

const now = Date.parse('2026-11-23T10:00:00Z');
const headers: [string, number | undefined][] = [
  ['1.25', 1_250],
  ['999999999', 999_999_999_000],
  ['9999999999', undefined],
  ['5 seconds', undefined],
  ['in 5', undefined],
  ['1.', undefined],
  ['Monday, 23-Nov-26 10:01:00 GMT', 60_000],
  ['Mon Nov 23 10:01:00 2026 GMT', 60_000],
  // A date without a time, or with half of one, and what is no date although it begins like one.
  ['Mon, 23 Nov 2026', undefined],
  ['Mon, 23 Nov 2026 10:01 GMT', undefined],
  ['Mon, 99 Nov 2026 10:01:00 GMT', undefined],
  ['2026-11-23T10:01:00Z', undefined],
  ['on Mon, 23 Nov 2026 10:01:00 GMT', undefined],
];
for (const [header, expected] of headers) {
  test(`Retry-After ${JSON.stringify(header)} is ${expected} ms`, () => {
    assert.equal(parseRetryAfter(header, now), expected);
  });
}
