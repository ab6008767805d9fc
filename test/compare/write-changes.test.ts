import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { sameValue } from '../../src/compare/user-changes.ts';
import { createChangesWriter } from '../../src/compare/write-changes.ts';
import { openOutputFolder } from '../../src/disk/output-folder.ts';
import { walkLists } from '../../src/list/walk-lists.ts';
import { createLineWriter } from '../../src/users/user.ts';
import type { GraphUser } from '../../src/users/user-type.ts';
import type { PublishedChanges } from '../harness/published-files.ts';

const properties = ['id', 'userPrincipalName', 'displayName', 'otherMails', 'lastPasswordChangeDateTime'];
const few = (...values: string[]) => fc.constantFrom(...values);
const user = fc.record(
  {
    id: fc.nat(40).map((number) => `id-${String(number).padStart(2, '0')}`),
    userPrincipalName: few('a@x', 'B@x', 'b@x', 'c@x'),
    displayName: fc.option(fc.string({ unit: 'grapheme', maxLength: 3 })),
    otherMails: fc.array(few('p', 'q', 'r'), { maxLength: 3 }),
    lastPasswordChangeDateTime: few('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'),
  },
  { noNullPrototype: true },
);
const snapshot = fc.uniqueArray(user, { selector: ({ id }) => id, maxLength: 30 });

test('the changes applied to the earlier list give the later one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'changes-'));
  try {
    await fc.assert(
      fc.asyncProperty(snapshot, snapshot, async (before, after) => {
        const changes = await changesBetween(folder, before, after);
        const users = new Map<string, GraphUser>(before.map((one) => [one.id, one]));
        for (const { id } of changes.removed) assert.ok(users.delete(id));
        for (const one of changes.added) {
          assert.ok(!users.has(one.id));
          users.set(one.id, one);
        }
        for (const { id, changes: properties } of changes.changed) {
          for (const { property, before, after } of properties) {
            assert.ok(sameValue(users.get(id)?.[property], before));
            users.set(id, { ...users.get(id), id, [property]: after });
          }
        }
        assert.equal(users.size, after.length);
        for (const one of after) {
          for (const name of properties) assert.ok(sameValue(users.get(one.id)?.[name], one[name as 'id']), name);
        }
        const { counts } = changes;
        assert.equal(counts.added, changes.added.length);
        assert.equal(counts.removed, changes.removed.length);
        assert.equal(counts.changed + counts.churned, changes.changed.length);
        assert.equal(counts.recreated, changes.recreated.length);
        for (const { removedId, addedId } of changes.recreated) {
          assert.ok(changes.removed.some(({ id }) => id === removedId));
          assert.ok(changes.added.some(({ id }) => id === addedId));
        }
      }),
      { numRuns: 150 },
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a list compared with itself has no changes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'changes-'));
  try {
    await fc.assert(
      fc.asyncProperty(snapshot, async (users) => {
        const { counts } = await changesBetween(folder, users, users.toReversed());
        assert.deepEqual(counts, { added: 0, removed: 0, changed: 0, churned: 0, recreated: 0 });
      }),
      { numRuns: 20 },
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('samples are bounded by their bytes as well: an earlier list may have been made to be long', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'changes-'));
  try {
    const displayName = 'x'.repeat(200_000);
    const before = Array.from({ length: 60 }, (_, index) => ({ id: `id-${index + 10}`, displayName }));
    const { removed, samples } = await changesBetween(folder, before, []);
    assert.equal(removed.length, 60);
    assert.ok(samples.removed.length > 30 && samples.removed.length < 45, String(samples.removed.length));
  } finally {
    await rm(folder, { recursive: true });
  }
});

for (const property of [
  'lastPasswordChangeDateTime',
  'onPremisesLastSyncDateTime',
  'refreshTokensValidFromDateTime',
  'signInActivity',
  'signInSessionsValidFromDateTime',
]) {
  test(`a user of whom nothing but ${property} moved has not changed, unless that is to count`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'changes-'));
    try {
      const [before, after] = [[{ id: '1', [property]: 'a' }], [{ id: '1', [property]: 'b' }]];
      const options = { names: ['id', property, 'city'] };
      const quiet = await changesBetween(folder, before, after, options);
      assert.deepEqual([quiet.counts.changed, quiet.counts.churned, quiet.samples.changed], [0, 1, []]);
      assert.deepEqual(quiet.changed[0]?.changes, [{ property, before: 'a', after: 'b', churn: true }]);
      const counting = await changesBetween(folder, before, after, { ...options, countChurn: true });
      assert.deepEqual([counting.counts.changed, counting.counts.churned], [1, 0]);
      const moved = await changesBetween(folder, before, [{ id: '1', [property]: 'b', city: 'c' }], options);
      assert.deepEqual([moved.counts.changed, moved.counts.churned], [1, 0], 'something else changed as well');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
}

async function changesBetween(
  folder: string,
  before: readonly GraphUser[],
  after: readonly GraphUser[],
  { names = properties, countChurn = false } = {},
) {
  const directory = await openOutputFolder(undefined, folder, []);
  const lineOf = createLineWriter(names);
  const write = async (name: string, users: readonly GraphUser[]) => {
    const path = join(directory.scratch, name);
    const lines = users.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((one) => `${lineOf(one)}\n`);
    await writeFile(path, lines.join(''));
    return path;
  };
  const changes = createChangesWriter({ folder: directory, compared: names, countChurn });
  const { signal } = new AbortController();
  const lists = { before: await write('before', before), today: await write('today', after) };
  assert.deepEqual(await walkLists({ ...lists, signal }, [changes]), { users: before.length });
  const { files, samples } = await changes.finish({});
  const [file] = files;
  await file?.publish();
  const text = await readFile(file?.written().path ?? '', 'utf8');
  await directory[Symbol.asyncDispose]();
  await rm(directory.path, { recursive: true });
  return { ...(JSON.parse(text) as PublishedChanges), samples };
}
