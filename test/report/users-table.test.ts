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

test('the table has a column for what was selected, in an order of its own, and a cell for each value', () => {
  const properties = [
    ...['id', 'createdDateTime', 'accountEnabled', 'userType', 'userPrincipalName', 'displayName', 'department'],
    ...['employeeType', 'assignedLicenses', 'externalUserState', 'mail'],
  ];
  const data = createUsersTable(properties);
  data.onUser?.(
    {
      ...{ id: 'a', displayName: 'Ada', userPrincipalName: 'ada@x', userType: 'Member', accountEnabled: true },
      ...{ department: 'Sales', employeeType: 'Employee', createdDateTime: '2026-01-02T03:04:05Z', mail: 'ada@x' },
      ...{ assignedLicenses: [{}, {}], externalUserState: 'Accepted' },
    },
    nothing,
  );
  data.onUser?.({ id: 'b', displayName: '', accountEnabled: false, userType: 7, assignedLicenses: null }, nothing);
  data.onUser?.({ id: 'c', accountEnabled: 'yes', createdDateTime: 7 }, nothing);
  const { columns, rows } = data.table(true);
  assert.deepEqual(columns, [
    { label: 'Name', kind: 'text' },
    { label: 'User principal name', kind: 'text' },
    { label: 'Type', kind: 'text', filter: true },
    { label: 'State', kind: 'text', filter: true },
    { label: 'Department', kind: 'text', filter: true },
    { label: 'Employee type', kind: 'text' },
    { label: 'Created', kind: 'date' },
    { label: 'Licences', kind: 'number' },
    { label: 'Invitation', kind: 'text' },
    { label: 'Id', kind: 'text' },
  ]);
  assert.deepEqual(rows, [
    ['Ada', 'ada@x', 'Member', 'enabled', 'Sales', 'Employee', '2026-01-02', 2, 'Accepted', 'a'],
    [null, null, null, 'disabled', null, null, null, null, null, 'b'],
    [null, null, null, null, null, null, null, null, null, 'c'],
  ]);
  const few = createUsersTable(['id', 'mail']);
  few.onUser?.({ id: 'a', mail: 'x' }, nothing);
  assert.deepEqual([few.table(true).columns.length, few.table(true).rows], [1, [['a']]]);
});

test('a finding marks the user whom it is about, unless it is accepted or about nobody', () => {
  const data = createUsersTable(['id']);
  for (const id of ['a', 'b', 'c']) data.onUser?.({ id }, nothing);
  type Told = Parameters<typeof data.onFinding>[0];
  data.onFinding({ user: { id: 'a' }, accepted: { reason: 'x', until: 'y' } } as Told);
  data.onFinding({ user: null, accepted: null } as Told);
  data.onFinding({ user: { id: 'b' }, accepted: null } as Told);
  data.onFinding({ user: { id: 'gone' }, accepted: null } as Told);
  assert.deepEqual(data.table(true).marks, [0, 1, 0]);
});
