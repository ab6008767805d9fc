import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { profileProperties } from '../../src/users/property-sets.ts';
import { createLineWriter, isGraphUser, orderProperties, signInDates } from '../../src/users/user.ts';

test('the order of the properties does not depend on how they were typed', () => {
  assert.deepEqual(orderProperties(['zeta', 'mail', 'alpha', 'displayName', 'mail']), [
    'id',
    'displayName',
    'mail',
    'alpha',
    'zeta',
  ]);
  assert.deepEqual(orderProperties([]), ['id']);
  assert.deepEqual(orderProperties([...profileProperties].reverse()), profileProperties);
});

test('a line does not depend on the order of keys that Graph sent, and holds what was selected only', () => {
  const properties = ['id', 'licences', 'mail'];
  const a = { mail: 'a@b', id: '1', licences: [{ b: 1, a: { d: 2, c: 3 } }], extra: 'x', '@odata.id': 'y' };
  const b = { id: '1', licences: [{ a: { c: 3, d: 2 }, b: 1 }], mail: 'a@b' };
  const line = '{"id":"1","licences":[{"a":{"c":3,"d":2},"b":1}],"mail":"a@b"}';
  assert.equal(createLineWriter(properties)(a), line);
  assert.equal(createLineWriter(properties)(b), line);
  assert.equal(createLineWriter(properties)({ id: '1' }), '{"id":"1","licences":null,"mail":null}');
});

test('a key named __proto__ stays a key', () => {
  const user = JSON.parse('{"id":"1","bag":{"__proto__":{"a":1}}}');
  assert.equal(createLineWriter(['id', 'bag'])(user), '{"id":"1","bag":{"__proto__":{"a":1}}}');
});

test('a user without a plain id is none', () => {
  for (const value of [null, 1, 'x', [], {}, { id: 1 }, { id: '' }, { id: 'a"b' }, { id: 'a\nb' }]) {
    assert.equal(isGraphUser(value), false, JSON.stringify(value));
  }
  assert.equal(isGraphUser({ id: '6f0c0b5e-4f0e-4c53-9f30-0d4c7d6b8b7a' }), true);
});

test('whatever JSON can hold comes out as JSON.stringify writes it', () => {
  const value = fc.jsonValue({ stringUnit: 'binary' });
  fc.assert(
    fc.property(fc.uuid(), value, fc.string({ unit: 'binary' }), (id, bag, name) => {
      const line = createLineWriter(['id', 'bag', 'name'])({ id, bag, name });
      assert.deepEqual(JSON.parse(line), JSON.parse(JSON.stringify({ id, bag, name })));
      assert.doesNotMatch(line, /\n/);
    }),
    { numRuns: 2_000 },
  );
});

test('of sign-ins three dates are kept, in the order of their columns', () => {
  assert.deepEqual(signInDates, [
    'lastSignInDateTime',
    'lastNonInteractiveSignInDateTime',
    'lastSuccessfulSignInDateTime',
  ]);
});
