import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCreationDates, creationDateIn } from '../../src/users/creation-dates.ts';

const dateOf = (index: number) => new Date(Date.UTC(2020, 0, 1) + index * 60_000).toISOString();

test('of a small directory every date is kept, of users without one none', () => {
  const dates = createCreationDates();
  for (const date of [dateOf(2), null, dateOf(1)]) dates.user(() => date);
  assert.deepEqual(dates.quantiles(), [dateOf(1), dateOf(2)]);
});

test('of a large one, dates that cut it into equal parts, and few are looked at', () => {
  const users = 500_000;
  const dates = createCreationDates();
  let asked = 0;
  for (let user = 0; user < users; user += 1) {
    dates.user(() => {
      asked += 1;
      // In an order that says nothing of the dates, as that of ids.
      return dateOf((user * 7_919) % users);
    });
  }
  const quantiles = dates.quantiles();
  assert.equal(quantiles.length, 256);
  for (const [index, date] of quantiles.entries()) {
    const share = (Date.parse(date) - Date.parse(dateOf(0))) / 60_000 / users;
    assert.ok(Math.abs(share - (index + 0.5) / 256) < 0.03, `${index}: ${share}`);
  }
  assert.ok(asked < 20_000, String(asked));
});

test('the date in a user that is not parsed', () => {
  const dateIn = (user: object) => {
    const before = '{"createdDateTime":"1999-01-01T00:00:00Z"}';
    const text = JSON.stringify(user);
    return creationDateIn(Buffer.from(`${before}${text}`), before.length, before.length + text.length);
  };
  const createdDateTime = '2026-01-01T00:00:00Z';
  assert.equal(dateIn({ createdDateTime }), createdDateTime);
  assert.equal(dateIn({ createdDateTime: '2026-01-01T00:00:00.25Z', id: '1' }), '2026-01-01T00:00:00.25Z');
  assert.equal(dateIn({ displayName: '"createdDateTime":"1', createdDateTime }), createdDateTime);
  assert.equal(dateIn({ createdDateTime: null, displayName: '"' }), undefined);
  assert.equal(dateIn({}), undefined);
});

test('as many dates as there are parts are given as they are; of more, each stands for as many users', () => {
  const quantilesOf = (users: number) => {
    const dates = createCreationDates();
    for (let user = 0; user < users; user += 1) dates.user(() => dateOf(user));
    return dates.quantiles();
  };
  assert.deepEqual(
    quantilesOf(256),
    Array.from({ length: 256 }, (_, index) => dateOf(index)),
  );
  assert.deepEqual(
    quantilesOf(768),
    Array.from({ length: 256 }, (_, index) => dateOf(3 * index + 1)),
  );
});

test('when there are too many dates every other one goes, and from then on every other user is asked', () => {
  const dates = createCreationDates();
  const asked: number[] = [];
  for (let user = 0; user < 2_052; user += 1) {
    dates.user(() => {
      asked.push(user);
      return dateOf(user);
    });
  }
  assert.deepEqual(asked.slice(-4), [2_046, 2_047, 2_049, 2_051]);
  // The thousand and some that stayed are spread over all: were half of them gone at one end, these would not be there.
  const quantiles = dates.quantiles();
  assert.equal(quantiles.length, 256);
  assert.ok(Date.parse(quantiles[0] ?? '') < Date.parse(dateOf(8)));
  assert.ok(Date.parse(quantiles.at(-1) ?? '') > Date.parse(dateOf(2_040)));
  assert.ok(quantiles.every((date) => (Date.parse(date) - Date.parse(dateOf(0))) % 120_000 === 60_000));
});

test('a date at the very beginning of what is looked at is found', () => {
  const bytes = Buffer.from('"createdDateTime":"2026-01-01T00:00:00Z"');
  assert.equal(creationDateIn(bytes, 0, bytes.length), '2026-01-01T00:00:00Z');
});
