import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createReportData } from '../../src/report/users-table.ts';

const nothing = Buffer.alloc(0);

test('nobody is lost from the departments, however many there are', () => {
  const data = createReportData(['id', 'department'], true);
  const line = Buffer.alloc(0);
  for (let number = 0; number < 6_000; number += 1) data.onUser?.({ id: `${number}`, department: `d${number}` }, line);
  const bars = data.departments();
  assert.equal(
    bars.reduce((sum, [, value]) => sum + value, 0),
    6_000,
  );
  assert.deepEqual(bars.at(-1), ['all others', 5_990]);
});

test('marks of changes go when the earlier list turns out to be unusable, those of findings stay', () => {
  const data = createReportData(['id'], true);
  const line = Buffer.alloc(0);
  for (const id of ['a', 'b', 'c']) data.onUser?.({ id }, line);
  data.onAdded?.({ id: 'a' }, line);
  data.onDifferent?.({ id: 'b' }, { id: 'b' });
  data.onFinding({ user: { id: 'b' }, accepted: null } as Parameters<typeof data.onFinding>[0]);
  assert.deepEqual(data.table().marks, [2, 5, 0]);
  data.forgetChanges();
  assert.deepEqual(data.table().marks, [0, 1, 0]);
});

test('ten departments are shown by name, the eleventh is among all others, the most frequent first', () => {
  const bars = (number: number) => {
    const data = createReportData(['id', 'department'], false);
    for (let index = 0; index < number; index += 1) data.onUser?.({ id: `${index}`, department: `d${index}` }, nothing);
    data.onUser?.({ id: 'more', department: 'd9' }, nothing);
    return data.departments();
  };
  assert.deepEqual([bars(10).length, bars(10)[0]], [10, ['d9', 2]]);
  assert.deepEqual([bars(11).length, bars(11).at(-1)], [11, ['all others', 1]]);
});

test('the table holds the first 20,000 users, and no mark of others', () => {
  const data = createReportData(['id'], true);
  for (let index = 0; index <= 20_000; index += 1) data.onUser?.({ id: `${index}` }, nothing);
  for (const id of ['19999', '20000']) data.onAdded?.({ id }, nothing);
  const { rows, marks } = data.table();
  assert.deepEqual([rows.length, marks.length, rows.at(-1)], [20_000, 20_000, ['19999']]);
  assert.deepEqual([marks.at(-1), marks.reduce((sum, mark) => sum + mark)], [2, 2]);
});

test('months of creation are the last 36, gaps among them', () => {
  const created = (...dates: string[]) => {
    const data = createReportData(['id', 'createdDateTime'], false);
    for (const [index, createdDateTime] of dates.entries()) data.onUser?.({ id: `${index}`, createdDateTime }, nothing);
    return data.created();
  };
  assert.deepEqual(created('2026-01-31T00:00:00Z', '2025-11-01T00:00:00Z', '2026-01-01T00:00:00Z', 'x" y="'), [
    ['2025-11', 1],
    ['2025-12', 0],
    ['2026-01', 2],
  ]);
  const long = created('2023-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
  assert.deepEqual([long.length, long[0]?.[0]], [36, '2023-02']);
  assert.deepEqual(created(), []);
});
