import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partFilter } from '../../../src/graph/parts/intervals.ts';
import { secondsOf } from '../../../src/graph/parts/page-dates.ts';

test('what is no date that Graph can be asked for is none', () => {
  const odd = ['+275760-09-13T00:00:00.000Z', '-271821-04-20T00:00:00Z', '9999-12-31T23:59:59Z', 'soon', '', null, 1];
  assert.deepEqual(
    odd.map(secondsOf),
    odd.map(() => undefined),
  );
});

for (const date of [
  '0001-01-02T00:00:00Z',
  '1601-01-01T00:00:00Z',
  '2024-02-29T12:00:00.123Z',
  '9999-12-30T00:00:00Z',
]) {
  test(`${date} has seconds on both sides that stand in a filter`, () => {
    const second = secondsOf(date) ?? Number.NaN;
    const { filter } = partFilter({ from: second - 1, to: second + 1 }, '');
    assert.match(filter, /^createdDateTime ge \d{4}-[-\dT:]{14}Z and createdDateTime le \d{4}-[-\dT:]{14}Z$/);
  });
}
