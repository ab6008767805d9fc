import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { GraphUser } from '../../src/directory/user.ts';
import { createUserStore } from '../../src/github/user-store.ts';

const properties = ['id', 'displayName'];
const user = fc.record(
  { id: fc.uuid(), displayName: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  { noNullPrototype: true },
);

test('the store gives every user once, sorted by id, the later of two, whatever fits into memory', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'store-'));
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(user, { maxLength: 60 }), fc.nat(40), fc.nat(400), async (users, repeats, limit) => {
        const changed = users.slice(0, repeats).map((one) => ({ ...one, displayName: 'changed' }));
        const arriving: GraphUser[] = [...users, ...changed];
        const store = createUserStore({ folder, properties, csv: true, limit });
        for (let i = 0; i < arriving.length; i += 7) await store.add(store.prepare(arriving.slice(i, i + 7)));
        const latest = new Map(arriving.map((one) => [one.id, one]));
        const expected = [...latest.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
        const records = (await Array.fromAsync(store.portions())).flat();
        assert.deepEqual(
          records.map(({ line }) => JSON.parse(line.toString())),
          expected,
        );
        await store.clear();
      }),
      { numRuns: 200 },
    );
    assert.deepEqual(await readdir(folder), [], 'clear() leaves no file');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('more runs than files may be open are merged on the way', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'store-'));
  try {
    const store = createUserStore({ folder, properties, csv: true, limit: 1 });
    const ids = Array.from({ length: 300 }, (_, index) => `id-${String((index * 7919) % 300).padStart(3, '0')}`);
    for (const id of ids) await store.add(store.prepare([{ id, displayName: 'x' }]));
    const records = (await Array.fromAsync(store.portions())).flat();
    assert.deepEqual(
      records.map(({ id }) => id),
      [...ids].sort(),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});
