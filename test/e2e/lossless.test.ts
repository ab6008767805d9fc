import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { csvParseRows } from 'd3-dsv';
import fc from 'fast-check';
import { RawJson } from '../../emulator/index.ts';
import { createWorld } from '../harness/world.ts';

/** A value as Graph sends it, as users.jsonl has it, and as users.csv does. */
interface Sent {
  sent: string;
  line: string;
  cell: string;
}

/** An apostrophe at the beginning, and behind whatever may begin a cell, before what would be a formula. */
const guarded = (text: string) =>
  text
    .split(/(?<=[;\t\r\n])/)
    .map((piece) =>
      /^[ \0-\x08\x0b\x0c\x0e-\x1f\x7f"\u00a0\u2000-\u200f\u2028-\u202f\u2060\ufeff]*[-=+@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(
        piece,
      )
        ? `'${piece}`
        : piece,
    )
    .join('');

const integer = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }).map(String);
const decimal = fc.stringMatching(/^-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,18})?([eE][+-]?[0-9]{1,3})?$/);
const number = fc
  .oneof(integer, decimal, fc.constantFrom('0', '-0', '1.0', '1E5', '9007199254740993', '0.1', '1e400'))
  .map((text): Sent => ({ sent: text, line: text, cell: guarded(text) }));

/** Of every plane, halves of pairs among them. */
const codeUnits = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 6 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom('\ud800', 'a\udc00', '\u{1F469}\u200d\u{1F4BB}', '\u2028', '"\\/', '\ufeff', '=1+1', 'O’Hara', '  '),
);
const dates = fc.constantFrom(
  ...['0001-01-01T00:00:00Z', '1601-01-01T00:00:00Z', '2026-11-29T01:02:03.1234567Z', '9999-12-31T23:59:59.9999999Z'],
);
const string = fc.tuple(fc.oneof(codeUnits, dates), fc.boolean()).map(([text, escaped]): Sent => {
  const line = JSON.stringify(text);
  const every = [...text].map((_, at) => at && '').length;
  const escapes = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, '0'));
  return {
    sent: escaped && every > 0 ? `"${escapes.map((hex) => `\\u${hex}`).join('')}"` : line,
    line,
    cell: guarded(text),
  };
});

const simple = fc.oneof(
  number,
  string,
  fc.constantFrom<Sent>(
    { sent: 'null', line: 'null', cell: '' },
    { sent: 'true', line: 'true', cell: 'true' },
    { sent: 'false', line: 'false', cell: 'false' },
    { sent: '[]', line: '[]', cell: '' },
    { sent: '{}', line: '{}', cell: '{}' },
  ),
);

/** What stands within a cell is JSON in the order in which it came; a line has its keys sorted. */
interface Nested {
  sent: string;
  line: string;
  inCell: string;
}

const { nested } = fc.letrec<{ nested: Nested; list: Nested; object: Nested }>((tie) => ({
  nested: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    simple.map(({ sent, line }) => ({ sent, line, inCell: line })),
    tie('list'),
    tie('object'),
  ),
  list: fc.tuple(fc.array(tie('nested'), { maxLength: 3 }), fc.constantFrom('', ' ', '\n\t')).map(([items, gap]) => ({
    sent: `[${gap}${items.map(({ sent }) => sent).join(`,${gap}`)}${gap}]`,
    line: `[${items.map(({ line }) => line).join()}]`,
    inCell: `[${items.map(({ inCell }) => inCell).join()}]`,
  })),
  object: fc
    .tuple(
      fc.uniqueArray(fc.constantFrom('skuId', 'a', 'Z', '__proto__', 'x@odata.type', 'é', '\u{1F600}'), {
        maxLength: 4,
      }),
      fc.array(tie('nested'), { minLength: 4, maxLength: 4 }),
    )
    .map(([keys, values]) => {
      const members = keys.map((key, index) => ({ key, name: JSON.stringify(key), value: values[index] as Nested }));
      const sorted = members.toSorted((a, b) => (a.key < b.key ? -1 : 1));
      return {
        sent: `{ ${members.map(({ name, value }) => `${name} : ${value.sent}`).join(' , ')} }`,
        line: `{${sorted.map(({ name, value }) => `${name}:${value.line}`).join()}}`,
        inCell: `{${members.map(({ name, value }) => `${name}:${value.inCell}`).join()}}`,
      };
    }),
}));

const deep = fc.integer({ min: 4, max: 200 }).map((levels): Nested => {
  const text = `${'['.repeat(levels)}12345678901234567890${']'.repeat(levels)}`;
  return { sent: text, line: text, inCell: text };
});

/** Lists of texts alone are joined in a cell, so that people can read them. */
const compound = fc.oneof({ weight: 5, arbitrary: nested }, deep).map(({ sent, line, inCell }): Sent => {
  const value: unknown = JSON.parse(sent);
  const isTexts = Array.isArray(value) && value.every((item) => typeof item === 'string');
  if (isTexts) return { sent, line, cell: guarded(value.join('; ')) };
  if (value === null) return { sent, line, cell: '' };
  return { sent, line, cell: guarded(typeof value === 'string' ? value : inCell) };
});

const names = ['a', 'b', 'c'].map((name) => `extension_0123456789abcdef0123456789abcdef_${name}`);
const select = ['jobTitle', ...names];

for (const [way, more] of [
  ['the fast way', {}],
  ['the plain way', { 'include-manager': true }],
] as const) {
  test(`whatever Graph may send stands in the files digit by digit: ${way}`, async () => {
    await using world = await createWorld({ users: 0 });
    const seed = Math.floor(Math.random() * 2 ** 31);
    const person = fc.tuple(...select.map(() => fc.oneof(simple, compound)));
    const people = fc.sample(person, { seed, numRuns: 400 });
    // Numbers and escapes are parsed; the others are copied, where they are copied at all.
    const expected = new Map<string, Sent[]>();
    for (const values of people) {
      const raw = Object.fromEntries(select.map((name, index) => [name, new RawJson(values[index]?.sent ?? '')]));
      const { id } = world.emulator.directory.create(raw);
      expected.set(id, values);
    }
    const inputs = {
      publish: 'none',
      summary: 'none',
      select: select.join(),
      formats: 'jsonl, json, csv',
      baseline: 'none',
    };
    const run = await world.audit({ ...inputs, ...more });
    assert.deepEqual(run.annotations.error, [], `seed ${seed}`);

    const file = (name: string) => readFile(`${run.outputs.directory}/${name}`, 'utf8');
    const manager = 'include-manager' in more ? ',"manager":null' : '';
    const lines = [...expected]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([id, values]) =>
          `{"id":"${id}",${values.map(({ line }, index) => `"${select[index]}":${line}`).join()}${manager}}`,
      );
    assert.deepEqual((await file('users.jsonl')).trimEnd().split('\n'), lines, `seed ${seed}`);
    assert.equal(await file('users.json'), `[\n${lines.join(',\n')}\n]\n`, `seed ${seed}`);
    const rows = csvParseRows((await file('users.csv')).replace(/^\ufeff/, '')).slice(1);
    assert.equal(rows.length, people.length);
    for (const [id, ...cells] of rows) {
      const wanted = expected.get(id ?? '')?.map(({ cell }) => cell.toWellFormed());
      assert.deepEqual(cells.slice(0, select.length), wanted, `seed ${seed}, ${id}`);
    }
  });
}
