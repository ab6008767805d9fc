import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { createPagePackers } from '../../../src/list/store/page-packer.ts';
import { lineStart, recordEnd, rowStart } from '../../../src/list/store/user-record.ts';
import { createUserStore, type UserStore } from '../../../src/list/store/user-store.ts';
import type { GraphUser } from '../../../src/users/user-type.ts';
import { createPlainStore } from './plain-store.ts';

const pages = createPagePackers(['id', 'displayName'], true);
const user = fc.record(
  { id: fc.uuid(), displayName: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  { noNullPrototype: true },
);

function add(store: UserStore, users: readonly GraphUser[]): void {
  const packer = pages.begin();
  for (const one of users) packer.user(one);
  const page = packer.end();
  store.add(page);
  pages.recycle(page.records.block);
}

function usersOf(store: UserStore): GraphUser[] {
  return [...lines(store)].map((line) => JSON.parse(line));
}

/** Every byte of every record. */
function recordsOf(store: UserStore): string {
  const records: string[] = [];
  for (const { block, starts, end } of store.portions()) {
    for (const start of starts) records.push(block.toString('latin1', start, recordEnd(block, start, end)));
  }
  return JSON.stringify(records);
}

function* lines(store: UserStore): Generator<string> {
  for (const { block, starts } of store.portions()) {
    for (const start of starts) yield block.toString('utf8', lineStart(block, start), rowStart(block, start));
  }
}

test('the store gives every user once, sorted by id, the later of two, whatever fits into memory', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'store-'));
  try {
    fc.assert(
      fc.property(fc.array(user, { maxLength: 60 }), fc.nat(40), fc.nat(4_000), (users, repeats, limit) => {
        const changed = users.slice(0, repeats).map((one) => ({ ...one, displayName: 'changed' }));
        const arriving: GraphUser[] = [...users, ...changed];
        const store = createUserStore(folder, limit);
        for (let i = 0; i < arriving.length; i += 7) add(store, arriving.slice(i, i + 7));
        const latest = new Map(arriving.map((one) => [one.id, one]));
        const expected = [...latest.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
        assert.deepEqual(usersOf(store), expected);
        assert.deepEqual(usersOf(store), expected, 'a second time');
        store.clear();
      }),
      { numRuns: 200 },
    );
    assert.deepEqual(await readdir(folder), [], 'clear() leaves no file');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('the sort on disk gives the same bytes as a plain one in memory, from one reading to the next', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'store-'));
  // Few ids, so that most come again, in one page or in another run.
  const id = fc.oneof(
    fc.nat(30).map((number) => `id-${number}`),
    fc.constantFrom('a', 'ä', 'b', 'aa', '\uff21'),
  );
  const pagesOfUsers = fc.array(
    fc.array(fc.record({ id, displayName: fc.constantFrom('', 'x'.repeat(40), 'y') }, { noNullPrototype: true }), {
      minLength: 1,
      maxLength: 8,
    }),
    { maxLength: 12 },
  );
  try {
    fc.assert(
      fc.property(pagesOfUsers, pagesOfUsers, fc.integer({ min: 1, max: 2_000 }), (first, second, limit) => {
        const [store, plain] = [createUserStore(folder, limit), createPlainStore()];
        for (const reading of [first, second]) {
          for (const users of reading) for (const one of [store, plain]) add(one, users);
          assert.equal(recordsOf(store), recordsOf(plain));
          assert.equal(store.changedMeanwhile, plain.changedMeanwhile);
          store.clear();
          plain.clear();
        }
      }),
      { numRuns: 300 },
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('more runs than files may be open are merged on the way', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'store-'));
  try {
    const store = createUserStore(folder, 1);
    const ids = Array.from({ length: 600 }, (_, index) => `id-${String((index * 7919) % 600).padStart(3, '0')}`);
    for (const id of ids) add(store, [{ id, displayName: 'x' }]);
    assert.deepEqual(
      usersOf(store).map(({ id }) => id),
      [...ids].sort(),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a user that is larger than every block comes through', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'store-'));
  try {
    const store = createUserStore(folder, 1_000);
    const users = ['1', '2', '3'].map((id) => ({ id, displayName: id.repeat(3_000_000) }));
    for (const one of users.toReversed()) add(store, [one]);
    assert.deepEqual(usersOf(store), users);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a store that was cleared takes a second reading and knows nothing of the first, spilled or not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'store-'));
  try {
    for (const limit of [1, 1_000_000]) {
      const store = createUserStore(folder, limit);
      for (const id of ['1', '2', '3']) add(store, [{ id, displayName: 'first reading' }]);
      assert.equal(usersOf(store).length, 3);
      store.clear();
      assert.deepEqual(usersOf(store), [], 'nothing is left');
      const second = ['2', '4', '5'].map((id) => ({ id, displayName: 'second reading' }));
      for (const one of second) add(store, [one]);
      assert.deepEqual(usersOf(store), second);
      store.clear();
    }
    assert.deepEqual(await readdir(folder), [], 'each clear() leaves no file');
  } finally {
    await rm(folder, { recursive: true });
  }
});
