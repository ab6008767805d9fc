import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createPageSplitter } from '../../src/graph/page-splitter.ts';

interface Taken {
  end: number;
  member?: unknown;
}

interface Split {
  members: unknown[];
  envelope: unknown;
}

/**
 * @param sizes of the chunks, over and over again
 * @param takeBytes takes a member that is wholly there
 */
function split(text: string, sizes: readonly number[], takeBytes?: (bytes: Buffer, at: number) => Taken): Split {
  const members: unknown[] = [];
  const splitter = createPageSplitter(
    (member) => members.push(JSON.parse(member)),
    (bytes, at) => {
      const { end, member } = takeBytes?.(bytes, at) ?? { end: -1 };
      if (end > at) members.push(member);
      return end;
    },
  );
  const bytes = Buffer.from(text);
  for (let start = 0, turn = 0; start < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] as number;
    splitter.take(bytes.subarray(start, start + size));
    start += size;
  }
  return { envelope: splitter.end(), members };
}

/** Takes members that are empty objects, and leaves all others. */
const empties = (bytes: Buffer, at: number): Taken =>
  bytes.toString('latin1', at, at + 2) === '{}' ? { end: at + 2, member: {} } : { end: -1 };

const member = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ stringUnit: 'grapheme' }), {
  noNullPrototype: true,
});
const page = fc.record(
  {
    '@odata.context': fc.string({ unit: 'grapheme' }),
    '@odata.nextLink': fc.string({ unit: 'grapheme' }),
    around: fc.jsonValue({ stringUnit: 'grapheme' }),
    value: fc.array(member, { maxLength: 8 }),
    'after it': fc.array(member, { maxLength: 2 }),
  },
  { requiredKeys: ['value'], noNullPrototype: true },
);
const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 });
const indent = fc.constantFrom(0, 2);

test('a page comes apart as JSON.parse reads it, wherever it is cut into chunks', () => {
  fc.assert(
    fc.property(page, sizes, indent, (whole, chunks, spaces) => {
      const text = JSON.stringify(whole, null, spaces);
      const parsed = JSON.parse(text);
      for (const takeBytes of [undefined, empties]) {
        const { members, envelope } = split(text, chunks, takeBytes);
        assert.deepEqual(members, parsed.value);
        assert.deepEqual(envelope, { ...parsed, value: [] });
      }
    }),
    { numRuns: 2_000 },
  );
});

test('a page that is cut anywhere is not taken for whole', () => {
  fc.assert(
    fc.property(page, sizes, fc.nat(), (whole, chunks, at) => {
      const text = JSON.stringify(whole);
      assert.throws(() => split(text.slice(0, at % text.length), chunks), SyntaxError);
    }),
    { numRuns: 2_000 },
  );
});

for (const text of [
  '',
  '<html>"value":[{</html>',
  '{"value":[1]}',
  '{"value":[{"id":"1"} {"id":"2"}]}',
  '{"value":[{"id":"1"},,{"id":"2"}]}',
  '{"value":[{"id":"1"},]}',
  '{"value":[,{"id":"1"}]}',
  '{"value":[{"id":"1"}]} and more',
  '{"value":[{"id":"1"}]',
]) {
  test(`${text || 'nothing'} is no page`, () => assert.throws(() => split(text, [7]), SyntaxError));
}

test('a byte order mark does no harm, and a list of another name is left where it is', () => {
  const text = '\uFEFF{ "annotations" : [ {"a":1} ] , "value" : [ {"id":"1"} , {"id":"2"} ] }';
  const { members, envelope } = split(text, [1]);
  assert.deepEqual(members, [{ id: '1' }, { id: '2' }]);
  assert.deepEqual(envelope, { annotations: [{ a: 1 }], value: [] });
});
