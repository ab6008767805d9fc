import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { type Cell, createChunkPacker, type PackedColumn } from '../../src/report/table-chunks.ts';

/** Packs rows of so many columns. */
function packed(columns: number, rows: readonly Cell[][]): PackedColumn[] {
  const packer = createChunkPacker(columns);
  for (const row of rows) packer.add(row);
  return JSON.parse(inflateRawSync(Buffer.from(packer.pack().text, 'base64')).toString());
}

const numbers = (most: number) => Array.from({ length: most }, (_, index) => index);
const guidOf = (number: number) => `0123abcd-89ef-4567-8abc-${number.toString(16).padStart(12, '0')}`;

test('where values come again, they stand there once, and every row has the place of its own', () => {
  const rows = [['Sales', 1], ['Sales', null], [null, 1], ['IT'], ['Sales', 'x']];
  assert.deepEqual(packed(2, rows), [
    { values: ['Sales', null, 'IT'], at: Buffer.from([0, 0, 1, 2, 0]).toString('base64') },
    { values: [1, null, 'x'], at: Buffer.from([0, 1, 0, 1, 2]).toString('base64') },
  ]);
});

test('256 values have a place each; of more, and of what is beyond the columns, nothing is made', () => {
  const once = numbers(256).map((number) => [number, 'beyond']);
  assert.deepEqual(packed(1, [...once, [0]]), [
    { values: numbers(256), at: Buffer.from([...numbers(256), 0]).toString('base64') },
  ]);
  assert.deepEqual(packed(1, [...once, [256]]), [numbers(257)]);
});

test('a column of GUIDs alone is their bytes', () => {
  const guids = numbers(300).map(guidOf);
  const bytes = Buffer.from(guids.join('').replaceAll('-', ''), 'hex').toString('base64');
  assert.deepEqual(
    packed(
      1,
      guids.map((guid) => [guid]),
    ),
    [{ guids: bytes }],
  );
});

for (const strange of [
  null,
  7,
  '',
  `x${guidOf(0)}`,
  `${guidOf(0)}x`,
  guidOf(0).toUpperCase(),
  guidOf(0).replaceAll('-', ''),
  guidOf(0).replace('0123abcd', '0'),
  guidOf(0).replace('-89ef-4567', ''),
  guidOf(0).replace('-4567', '-4'),
  guidOf(0).replace(/0{12}$/, '0'),
  guidOf(0).replace('89ef', '89eg'),
]) {
  test(`a column with ${JSON.stringify(strange)} among its GUIDs stays what it is`, () => {
    const cells = [...numbers(299).map((number) => guidOf(number + 1)), strange];
    assert.deepEqual(
      packed(
        1,
        cells.map((cell) => [cell]),
      ),
      [cells],
    );
  });
}

test('a column that is mostly an earlier one is that one, but for some rows', () => {
  const names = numbers(400).map((number) => `user-${number}@contoso.example`);
  const other = numbers(400).map((number) => number);
  const rows = (mail: readonly Cell[]) => names.map((name, row) => [other[row] ?? null, name, mail[row] ?? null]);
  assert.deepEqual(packed(3, rows(names))[2], { as: 1, but: [] });
  const quarter = names.map((name, row) => (row % 4 === 3 ? `other-${row}` : name));
  const but = numbers(100).map((number) => [4 * number + 3, `other-${4 * number + 3}`]);
  assert.deepEqual(packed(3, rows(quarter))[2], { as: 1, but });
  const atTheEnd = names.map((name, row) => (row < 300 ? name : null));
  assert.deepEqual(packed(3, rows(atTheEnd))[2], { as: 1, but: numbers(100).map((row) => [300 + row, null]) });
  const more = quarter.with(0, 'one more');
  assert.deepEqual(packed(3, rows(more))[2], more);
});

test('it is full with 4,096 rows, or with a MiB of text, and empty once it is packed', () => {
  const byRows = createChunkPacker(1);
  for (let row = 0; row < 4_095; row += 1) byRows.add([1]);
  assert.equal(byRows.isFull(), false);
  byRows.add([1]);
  assert.deepEqual([byRows.isFull(), byRows.waiting], [true, 4_096]);
  assert.equal(byRows.pack().rows, 4_096);
  assert.deepEqual([byRows.isFull(), byRows.waiting], [false, 0]);

  const byText = createChunkPacker(2);
  byText.add(['x'.repeat(1024 * 1024 - 1), 99]);
  assert.equal(byText.isFull(), false);
  byText.add([null, 'x']);
  assert.equal(byText.isFull(), true);
  byText.pack();
  byText.add(['x', 1]);
  assert.equal(byText.isFull(), false);
});

test('it deflates at the level that takes half of the time', () => {
  const words = numbers(2_000).map((number) => `Name ${number * 7919} of somebody`);
  const packer = createChunkPacker(1);
  for (const word of words) packer.add([word]);
  assert.equal(packer.pack().text, deflateRawSync(JSON.stringify([words]), { level: 1 }).toString('base64'));
});
