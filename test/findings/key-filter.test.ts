import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createFirstLikes } from '../../src/findings/first-likes.ts';
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
        const told = keys.map((key) => filter.add(filter.hashesOf(key)));
        for (const [place, key] of keys.entries()) {
          if (keys.indexOf(key) < place) assert.ok(told[place] && filter.mayBeShared(filter.hashesOf(key)));
        }
      },
    ),
  );
});

test('of a hundred thousand keys that came once, hardly any is told', () => {
  const filter = createKeyFilter();
  const keys = Array.from({ length: 100_000 }, (_, number) => `0 person${number}@contoso.example`);
  for (const key of keys) filter.add(filter.hashesOf(key));
  assert.ok(keys.filter((key) => filter.mayBeShared(filter.hashesOf(key))).length < 100);
});

test('a key that comes again when thousands came in between is told, and so is one that came behind them', () => {
  const filter = createKeyFilter();
  const keys = Array.from({ length: 3_000 }, (_, number) => `0 person${number}@contoso.example`);
  for (const key of keys) filter.add(filter.hashesOf(key));
  for (const key of keys) filter.add(filter.hashesOf(key));
  assert.ok(keys.every((key) => filter.mayBeShared(filter.hashesOf(key))));
});

test('a key with which somebody came who is not like the others is always told, whatever is remembered', () => {
  const member = fc.record({
    key: fc.constantFrom('a', 'b', 'c', 'd'),
    like: fc.constantFrom(null, '', 'x', 'y', 'xy', 'x'.repeat(300)),
  });
  fc.assert(
    fc.property(fc.array(member, { maxLength: 40 }), fc.nat(60), (members, room) => {
      const filter = createKeyFilter(2 ** 12, undefined, createFirstLikes(room));
      for (const { key, like } of members) filter.add(filter.hashesOf(key), like);
      for (const [place, { key, like }] of members.entries()) {
        const others = members.slice(0, place).filter((other) => other.key === key);
        if (others.some((other) => like === null || other.like !== like))
          assert.ok(filter.mayBeShared(filter.hashesOf(key)));
      }
    }),
  );
});

test('keys with which only the like come are not told, as long as there is room to remember them', () => {
  const filter = createKeyFilter();
  const keys = Array.from({ length: 5_000 }, (_, number) => `0 person ${number}`);
  for (let time = 0; time < 3; time += 1) for (const key of keys) filter.add(filter.hashesOf(key), `Person ${key}`);
  assert.equal(keys.filter((key) => filter.mayBeShared(filter.hashesOf(key))).length, 0);
  filter.add(filter.hashesOf('0 person 7'), 'Pers0n 7');
  filter.add(filter.hashesOf('0 person 8'), null);
  assert.deepEqual(
    keys.filter((key) => filter.mayBeShared(filter.hashesOf(key))),
    ['0 person 7', '0 person 8'],
  );
});
