import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createEstimate } from '../../../src/graph/parts/estimate.ts';

const counted = [
  { second: 0, users: 0 },
  { second: 1_000, users: 900 },
  { second: 2_000, users: 1_000 },
];

test('what was counted is known', () => {
  const estimate = createEstimate(counted, [10, 20, 30, 1_500]);
  for (const { second, users } of counted) assert.equal(estimate(second), users);
});

test('without a sample users are spread evenly between two counts', () => {
  const estimate = createEstimate(counted, []);
  assert.deepEqual([500, 1_500].map(estimate), [450, 950]);
});

test('a large sample is believed: most users are where it has most', () => {
  const bulk = Array.from({ length: 200 }, () => 300);
  const estimate = createEstimate(counted, bulk);
  assert.ok(estimate(299) < 50);
  assert.ok(estimate(300) > 850);
});

test('it rises, whatever the sample', () => {
  const samples = fc.array(fc.integer({ min: 1, max: 1_999 }), { maxLength: 60 });
  fc.assert(
    fc.property(samples, (sample) => {
      const estimate = createEstimate(
        counted,
        sample.toSorted((a, b) => a - b),
      );
      const all = Array.from({ length: 2_001 }, (_, second) => estimate(second));
      assert.deepEqual(
        all,
        all.toSorted((a, b) => a - b),
      );
    }),
    { numRuns: 50 },
  );
});
