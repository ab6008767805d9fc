import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createReportData } from '../src/report-data.ts';

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
