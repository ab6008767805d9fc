import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCreationDates, creationDateIn } from '../../src/users/creation-dates.ts';

const dateOf = (index: number) => new Date(Date.UTC(2020, 0, 1) + index * 60_000).toISOString();

test('of a directory that is read as one list no date is given: each would be that of somebody', () => {
  const quantilesOf = (users: number) => {
    const dates = createCreationDates();
    for (let user = 0; user < users; user += 1) dates.user(() => dateOf(user));
    return dates.quantiles();
  };
  assert.deepEqual([3, 40, 1_999].map(quantilesOf), [[], [], []]);
  assert.equal(quantilesOf(2_000).length, 256);
});

test('dates are rounded to the hour; finer only where a crowd has the same minute or second; what is none falls away', () => {
  const at = (time: string, users: number) => Array.from({ length: users }, () => `2020-01-${time}Z`);
  const dates = createCreationDates();
  const given: (string | null)[] = [
    ...at('01T10:11:12', 9),
    ...at('02T10:11:12', 10),
    ...at('03T10:11:12.25', 5),
    ...at('03T10:11:13.75', 5),
    ...at('04T10:59:59.9999999', 1),
    'soon',
    null,
  ];
  for (const date of given) dates.user(() => date);
  for (let user = given.length; user < 2_000; user += 1) dates.user(() => null);
  assert.deepEqual(dates.quantiles(), [
    ...at('01T10:00:00', 9),
    ...at('02T10:11:12', 10),
    ...at('03T10:11:00', 10),
    ...at('04T10:00:00', 1),
  ]);
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

test('as many dates as there are parts are given; of more, each stands for as many users', () => {
  const quantilesOf = (dated: number) => {
    const dates = createCreationDates();
    for (let user = 0; user < 2_000; user += 1) dates.user(() => (user < dated ? dateOf(60 * user) : null));
    return dates.quantiles().map((date) => Date.parse(date));
  };
  const hour = (index: number) => Date.parse(dateOf(60 * index));
  assert.deepEqual(
    quantilesOf(256),
    Array.from({ length: 256 }, (_, index) => hour(index)),
  );
  assert.deepEqual(
    quantilesOf(768),
    Array.from({ length: 256 }, (_, index) => hour(3 * index + 1)),
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
  assert.ok(Date.parse(quantiles.at(-1) ?? '') >= Date.parse(dateOf(2_040)));
});

test('a date at the very beginning of what is looked at is found', () => {
  const bytes = Buffer.from('"createdDateTime":"2026-01-01T00:00:00Z"');
  assert.equal(creationDateIn(bytes, 0, bytes.length), '2026-01-01T00:00:00Z');
});
