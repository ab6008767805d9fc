import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coarseFilter, intervalsBetween, joinIntervals, partFilter } from '../../../src/graph/parts/intervals.ts';

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

test('where a filter is shown, borders are rounded down to the hour, and nothing else is changed', () => {
  const own = "createdDateTime ge 2020-02-03T04:05:06Z and displayName eq 'x'";
  const part = { from: Date.parse('2021-02-03T04:59:59Z') / 1000, to: Date.parse('2022-03-04T05:00:00Z') / 1000 };
  const bounds = 'createdDateTime ge 2021-02-03T04:00:00Z and createdDateTime le 2022-03-04T05:00:00Z';
  assert.equal(coarseFilter(partFilter(part, own).filter, own), `(${own}) and ${bounds}`);
  assert.equal(coarseFilter(partFilter(part, '').filter, ''), bounds);
  for (const undated of ['undated', 'not dated'] as const) {
    const { filter } = partFilter(undated, own);
    assert.equal(coarseFilter(filter, own), filter);
  }
});
