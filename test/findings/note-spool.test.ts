import assert from 'node:assert/strict';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Pair } from '../../src/findings/key-hashes.ts';
import { createNoteSpool } from '../../src/findings/note-spool.ts';
import { readBesideOthers } from '../harness/turns.ts';

/** Few numbers, so that several notes have the same key, and the largest of them. */
const half = fc.constantFrom(0, 1, 2, 2 ** 31, 2 ** 32 - 1);
const keys = fc.array(fc.tuple(half, half), { minLength: 1, maxLength: 4 });
/** With characters of one to four bytes; now and then longer than what is read at once. */
const text = fc.oneof(
  { weight: 20, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.toWellFormed()) },
  { weight: 1, arbitrary: fc.integer({ min: 100_000, max: 600_000 }).map((length) => 'é'.repeat(length)) },
);

test('notes with a wanted key come back in their order, and no others, wherever a block ends', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'notes-'));
  let number = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(keys, text), { maxLength: 30 }), fc.nat(500), keys, async (all, limit, some) => {
      number += 1;
      const spool = createNoteSpool(join(folder.path, `notes-${number}`), limit);
      for (const [of, note] of all) {
        spool.add(of, note);
        await spool.flush();
      }
      const isWanted = ([one, other]: Pair) => some.some(([a, b]) => a === one && b === other);
      assert.deepEqual(
        (await Array.fromAsync(spool.wanted(isWanted))).flat(),
        all.filter(([of]) => of.some(isWanted)).map(([, note]) => note),
      );
    }),
    { numRuns: 60 },
  );
});

test('while notes are read again, others have their turn', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'notes-'));
  const spool = createNoteSpool(join(folder.path, 'notes'));
  for (let number = 0; number < 2_000; number += 1) {
    spool.add([[number, number]], 'x'.repeat(1_000));
    await spool.flush();
  }
  const { portions, turns } = await readBesideOthers(spool.wanted(() => true));
  assert.ok(portions > 3 && turns >= portions - 1, `${turns} turns in ${portions} portions`);
});
