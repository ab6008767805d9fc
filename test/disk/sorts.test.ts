import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { createJsonArraySpool } from '../../src/disk/json-array-spool.ts';
import { openLineReader } from '../../src/disk/line-reader.ts';
import { createLineSpool } from '../../src/disk/line-spool.ts';
import { openOutputFolder } from '../../src/disk/output-folder.ts';
import { createPairSort } from '../../src/disk/pair-sort.ts';
import { readBesideOthers } from '../harness/turns.ts';

let root = '';
let number = 0;
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'sorts-'));
});
after(() => rm(root, { recursive: true }));

async function freshFolder(): Promise<string> {
  number += 1;
  const folder = join(root, String(number));
  await mkdir(folder);
  return folder;
}

async function* linesOf(path: string, bytes?: number): AsyncGenerator<string[]> {
  const lines = openLineReader(path, undefined, bytes);
  for (let portion = await lines.next(); portion.length > 0; portion = await lines.next()) yield portion.map(String);
  await lines.close();
}

test('pairs come out sorted by key, those with one key together, whatever fits into memory', async () => {
  const pair = fc.tuple(fc.string({ unit: 'binary', maxLength: 6 }), fc.string({ unit: 'grapheme', maxLength: 40 }));
  await fc.assert(
    fc.asyncProperty(fc.array(pair, { maxLength: 60 }), fc.nat(300), async (pairs, limit) => {
      const sort = createPairSort<string>(await freshFolder(), 'pairs', limit);
      for (const [key, value] of pairs) {
        sort.add(key, value);
        await sort.flush();
      }
      const sorted = (await Array.fromAsync(sort.sorted())).flat();
      const text = ({ key, value }: { key: string; value: string }) => JSON.stringify([key, value]);
      assert.deepEqual(sorted.map(text).sort(), pairs.map(([key, value]) => text({ key, value })).sort());
      const starts = sorted.filter(({ key }, index) => key !== sorted[index - 1]?.key);
      assert.equal(starts.length, new Set(pairs.map(([key]) => key)).size, 'no key comes in two places');
    }),
    { numRuns: 60 },
  );
});

test('while pairs are merged or lines are read, others have their turn', async () => {
  const folder = await freshFolder();
  const sort = createPairSort<string>(folder, 'pairs', 100_000);
  const spool = createLineSpool(join(folder, 'lines'), 100_000);
  for (let number = 0; number < 10_000; number += 1) {
    sort.add(String(number), 'x'.repeat(100));
    spool.add('x'.repeat(100));
    await Promise.all([sort.flush(), spool.flush()]);
  }
  await spool.end();
  for (const source of [sort.sorted(), linesOf(join(folder, 'lines'))]) {
    const { portions, turns } = await readBesideOthers(source);
    assert.ok(portions > 3 && turns >= portions - 1, `${turns} turns in ${portions} portions`);
  }
});

test('lines are read whole, wherever a block ends', async () => {
  const line = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replaceAll('\n', ' '));
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 30 }), fc.integer({ min: 1, max: 40 }), async (texts, bytes) => {
      const path = join(await freshFolder(), 'lines');
      await writeFile(path, texts.map((text) => `${text}\n`).join(''));
      const read = (await Array.fromAsync(linesOf(path, bytes))).flat();
      assert.deepEqual(
        read,
        texts.map((text) => text.toWellFormed()),
      );
    }),
    { numRuns: 60 },
  );
});

test('what gathers on disk comes back as it was', async () => {
  const folder = await freshFolder();
  const values = Array.from({ length: 50 }, (_, index) => ({ name: `\n\u2028 ${index}` }));
  for (const limit of [1, 100, 100_000]) {
    const spool = createLineSpool(join(folder, `values-${limit}`), limit);
    for (const value of values) {
      spool.add(JSON.stringify(value));
      if (value.name.endsWith('7')) await spool.flush();
    }
    assert.ok(await spool.end());
    const lines = await Array.fromAsync(linesOf(join(folder, `values-${limit}`)));
    assert.deepEqual(
      lines.flat().map((line) => JSON.parse(line)),
      values,
    );
  }

  const directory = await openOutputFolder(join(folder, 'out'), folder, []);
  const items = createJsonArraySpool(join(folder, 'items'));
  for (const value of values) {
    items.add(JSON.stringify(value));
    await items.flush();
  }
  const target = await directory.create('changes.json');
  await items.copyTo(target);
  await target.close();
  assert.equal(
    target.written().bytes,
    Buffer.byteLength(`[\n${values.map((value) => JSON.stringify(value)).join(',\n')}\n]`),
  );
  await directory[Symbol.asyncDispose]();
});
