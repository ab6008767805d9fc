import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knownTime } from '../../src/users/known-time.ts';

for (const date of [
  ...['0001-01-01T00:00:00Z', '1601-01-01T00:00:00Z', '1601-01-01T00:00:00.0000000Z', '1753-01-01T00:00:00Z'],
  ...['1899-12-30T00:00:00Z', '1900-01-01T00:00:00Z', '1970-01-01T00:00:00Z', '9999-12-31T23:59:59.9999999Z'],
  ...['long ago', '', null, undefined, 0],
]) {
  test(`${date} is not known`, () => {
    assert.equal(knownTime(date), undefined);
  });
}

for (const date of ['1985-07-01T00:00:00Z', '2026-11-29T01:02:03.1234567Z', '9998-12-31T00:00:00Z']) {
  test(`${date} is a date`, () => {
    assert.equal(knownTime(date), Date.parse(date));
  });
}

test('known is from the beginning of 1980 to the end of 9998', () => {
  const first = '1980-01-01T00:00:00Z';
  assert.equal(knownTime(first), Date.parse(first));
  assert.equal(knownTime('1979-12-31T23:59:59.999Z'), undefined);
  assert.equal(knownTime('9999-01-01T00:00:00Z'), undefined);
});
