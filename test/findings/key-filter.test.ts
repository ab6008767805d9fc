import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createKeyFilter } from '../../src/findings/key-filter.ts';

test('a key that came twice is always told, in filters of any size and with any seeds', () => {
  const seed = fc.integer();
  fc.assert(
    fc.property(
      fc.array(fc.string(), { maxLength: 60 }),
      fc.integer({ min: 5, max: 12 }),
      seed,
      seed,
      (keys, power, one, other) => {
        const filter = createKeyFilter(2 ** power, [one, other]);
        for (const key of keys) filter.add(key);
        for (const [place, key] of keys.entries()) if (keys.indexOf(key) < place) assert.ok(filter.mayBeShared(key));
      },
    ),
  );
});

test('of a hundred thousand keys that came once, hardly any is told', () => {
  const filter = createKeyFilter();
  const keys = Array.from({ length: 100_000 }, (_, number) => `0 person${number}@contoso.example`);
  for (const key of keys) filter.add(key);
  assert.ok(keys.filter(filter.mayBeShared).length < 100);
});

test('a key that comes again when thousands came in between is told, and so is one that came behind them', () => {
  const filter = createKeyFilter();
  const keys = Array.from({ length: 3_000 }, (_, number) => `0 person${number}@contoso.example`);
  for (const key of keys) filter.add(key);
  for (const key of keys) filter.add(key);
  assert.ok(keys.every(filter.mayBeShared));
});
