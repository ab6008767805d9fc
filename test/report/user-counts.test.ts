import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createUserCounts } from '../../src/report/user-counts.ts';

const nothing = Buffer.alloc(0);

test('nobody is lost from the departments, however many there are', () => {
  const data = createUserCounts(['id', 'department']);
  const line = Buffer.alloc(0);
  for (let number = 0; number < 6_000; number += 1) data.onUser?.({ id: `${number}`, department: `d${number}` }, line);
  const bars = data.departments();
  assert.equal(
    bars.reduce((sum, [, value]) => sum + value, 0),
    6_000,
  );
  assert.deepEqual(bars.at(-1), ['all others', 5_990]);
});

test('ten departments are shown by name, the eleventh is among all others, the most frequent first', () => {
  const bars = (number: number) => {
    const data = createUserCounts(['id', 'department']);
    for (let index = 0; index < number; index += 1) data.onUser?.({ id: `${index}`, department: `d${index}` }, nothing);
    data.onUser?.({ id: 'more', department: 'd9' }, nothing);
    return data.departments();
  };
  assert.deepEqual([bars(10).length, bars(10)[0]], [10, ['d9', 2]]);
  assert.deepEqual([bars(11).length, bars(11).at(-1)], [11, ['all others', 1]]);
});

test('months of creation are the last 36, gaps among them', () => {
  const created = (...dates: string[]) => {
    const data = createUserCounts(['id', 'createdDateTime']);
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
