import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createUsersTable } from '../../src/report/users-table.ts';

const nothing = Buffer.alloc(0);

test('marks of changes go when the earlier list turns out to be unusable, those of findings stay', () => {
  const data = createUsersTable(['id']);
  const line = Buffer.alloc(0);
  for (const id of ['a', 'b', 'c']) data.onUser?.({ id }, line);
  data.onAdded?.({ id: 'a' }, line);
  data.onDifferent?.({ id: 'b' }, { id: 'b' });
  data.onFinding({ user: { id: 'b' }, accepted: null } as Parameters<typeof data.onFinding>[0]);
  assert.deepEqual(data.table(true).marks, [2, 5, 0]);
  assert.deepEqual(data.table(false).marks, [0, 1, 0]);
});

test('the table holds the first 20,000 users, and no mark of others', () => {
  const data = createUsersTable(['id']);
  for (let index = 0; index <= 20_000; index += 1) data.onUser?.({ id: `${index}` }, nothing);
  for (const id of ['19999', '20000']) data.onAdded?.({ id }, nothing);
  const { rows, marks } = data.table(true);
  assert.deepEqual([rows.length, marks.length, rows.at(-1)], [20_000, 20_000, ['19999']]);
  assert.deepEqual([marks.at(-1), marks.reduce((sum, mark) => sum + mark)], [2, 2]);
});
