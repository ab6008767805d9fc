import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { auditProperties, createLineWriter, isGraphUser, orderProperties } from '../../src/directory/user.ts';

const unlike = { text: 'nobody looks at this', escaped: false, members: 0 };

test('the order of the properties does not depend on how they were typed', () => {
  assert.deepEqual(orderProperties(['zeta', 'mail', 'alpha', 'displayName', 'mail']), [
    'id',
    'displayName',
    'mail',
    'alpha',
    'zeta',
  ]);
  assert.deepEqual(orderProperties([]), ['id']);
  assert.deepEqual(orderProperties([...auditProperties].reverse()), auditProperties);
});

test('a line does not depend on the order of keys that Graph sent, and holds what was selected only', () => {
  const properties = ['id', 'licences', 'mail'];
  const a = { mail: 'a@b', id: '1', licences: [{ b: 1, a: { d: 2, c: 3 } }], extra: 'x', '@odata.id': 'y' };
  const b = { id: '1', licences: [{ a: { c: 3, d: 2 }, b: 1 }], mail: 'a@b' };
  const line = '{"id":"1","licences":[{"a":{"c":3,"d":2},"b":1}],"mail":"a@b"}';
  assert.equal(createLineWriter(properties)(a, unlike), line);
  assert.equal(createLineWriter(properties)(b, unlike), line);
  assert.equal(createLineWriter(properties)({ id: '1' }, unlike), '{"id":"1","licences":null,"mail":null}');
});

test('a key named __proto__ stays a key', () => {
  const user = JSON.parse('{"id":"1","bag":{"__proto__":{"a":1}}}');
  assert.equal(createLineWriter(['id', 'bag'])(user, unlike), '{"id":"1","bag":{"__proto__":{"a":1}}}');
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
      const escaped = JSON.stringify({ id, bag, name }).includes('\\');
      const line = createLineWriter(['id', 'bag', 'name'])({ id, bag, name }, { ...unlike, escaped });
      assert.deepEqual(JSON.parse(line), JSON.parse(JSON.stringify({ id, bag, name })));
      assert.doesNotMatch(line, /\n/);
    }),
    { numRuns: 2_000 },
  );
});

test('a user that stands as it is written is copied, and the copy is what would have been written', () => {
  const properties = ['id', 'bag', 'name'];
  const lineOf = createLineWriter(properties);
  const order = fc.oneof(fc.constant(properties), fc.shuffledSubarray(properties, { minLength: 1 }));
  const user = fc.tuple(fc.uuid(), fc.jsonValue(), fc.string(), order);
  let copied = 0;
  fc.assert(
    fc.property(user, fc.nat(4), ([id, bag, name, names], extra) => {
      const all: Record<string, unknown> = { id, bag, name };
      const sent = Object.fromEntries(
        [...names, ...(extra === 0 ? ['@odata.id'] : [])].map((key) => [key, all[key] ?? null]),
      );
      const text = JSON.stringify(sent);
      const parsed = JSON.parse(text);
      const how = { text, escaped: text.includes('\\'), members: Object.keys(sent).length };
      const line = lineOf(parsed, how);
      if (line === text) copied += 1;
      assert.equal(line, lineOf(parsed, { ...how, members: 0 }));
    }),
    { numRuns: 3_000 },
  );
  assert.ok(copied > 100, `${copied} were copied`);
});

test('what stands in order but is written in another way is not copied', () => {
  const lineOf = createLineWriter(['id', 'bag']);
  for (const [text, line] of [
    ['{"id":"1","bag":1.0}', '{"id":"1","bag":1}'],
    ['{"id":"1","bag":{"b":null,"a":null}}', '{"id":"1","bag":{"a":null,"b":null}}'],
    ['{"id":"1","bag":[{"b":[],"a":[1e3]}]}', '{"id":"1","bag":[{"a":[1000],"b":[]}]}'],
  ] as const) {
    assert.equal(lineOf(JSON.parse(text), { text, escaped: false, members: 2 }), line);
  }
  const twice = '{"id":"1","bag":"first","bag":"last"}';
  assert.equal(lineOf(JSON.parse(twice), { text: twice, escaped: false, members: 3 }), '{"id":"1","bag":"last"}');
});
