import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { newestDeleted } from '../../src/list/newest-deleted.ts';

const { signal } = new AbortController();

test('those who were deleted last come first, and no more of them than wanted', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'deleted-'));
  t.after(() => rm(folder, { recursive: true }));
  const path = join(folder, 'deleted-users.jsonl');
  const days = ['05', '27', '11', null, '26', '03'];
  const users = days.map((day, index) => ({ id: `${index}`, deletedDateTime: day && `2026-11-${day}T00:00:00Z` }));
  await writeFile(path, users.map((user) => `${JSON.stringify(user)}\n`).join(''));
  const ids = async (wanted: number) => (await newestDeleted(path, wanted, signal)).map(({ id }) => id);
  assert.deepEqual(await ids(3), ['1', '4', '2']);
  assert.deepEqual(await ids(9), ['1', '4', '2', '0', '5', '3']);
  assert.deepEqual(await ids(0), []);
  await writeFile(path, '');
  assert.deepEqual(await ids(3), []);
});
