import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partFilter } from '../../../src/graph/parts/intervals.ts';
import { notingDates, secondsOf } from '../../../src/graph/parts/page-dates.ts';

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

test('dates are noted of users who are taken as bytes and of those who are parsed, and only of the last try', () => {
  const dates: number[] = [];
  const bytes = Buffer.from('{"id":"1","createdDateTime":"1970-01-01T00:00:07Z"}');
  const taker = { user() {}, end: () => [], drop() {} };
  notingDates(taker, dates).user({ id: '0', createdDateTime: '1970-01-01T00:00:01Z' });
  const noting = notingDates({ ...taker, takeBytes: (_: Buffer, at: number) => (at === 0 ? bytes.length : -1) }, dates);
  assert.equal(noting.takeBytes?.(bytes, 0), bytes.length);
  assert.equal(noting.takeBytes?.(bytes, 1), -1);
  noting.user({ id: '2', createdDateTime: '1970-01-01T00:00:09Z' });
  noting.user({ id: '3', createdDateTime: null });
  assert.deepEqual(dates, [7, 9]);
});

test('where users are not taken as bytes, noting their dates does not offer it', () => {
  assert.equal(notingDates({ user() {}, end: () => [], drop() {} }, []).takeBytes, undefined);
});
