import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unusualPause } from '../../src/compare/usual-gap.ts';

const hour = 3_600_000;
const day = 24 * hour;
const daily = [0, 1, 2, 3].map((number) => number * day);

test('more than twice the usual gap is told, and no less', () => {
  assert.equal(unusualPause(daily, 5 * day), undefined);
  assert.deepEqual(unusualPause(daily, 5 * day + 1), { since: 2 * day + 1, usual: day });
  assert.deepEqual(unusualPause(daily.toReversed(), 12 * day), { since: 9 * day, usual: day });
});

test('three gaps make a habit; tries by hand do not', () => {
  assert.equal(unusualPause([], day), undefined);
  assert.equal(unusualPause(daily.slice(1), 90 * day), undefined);
  assert.equal(
    unusualPause(
      [0, 1, 2, 3].map((number) => number * 60_000),
      90 * day,
    ),
    undefined,
  );
  const withTries = daily.flatMap((end) => [end, end + 1_000, end + 2_000]);
  assert.equal(unusualPause(withTries, 4 * day), undefined);
  assert.equal(
    unusualPause(
      [0, 1, 2, 3].map((number) => number * hour),
      6 * hour,
    )?.usual,
    hour,
  );
  assert.equal(unusualPause([0, day, 30 * day, 31 * day], 34 * day)?.usual, day, 'one long silence is no habit');
});
