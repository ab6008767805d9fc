import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createUsersTable, type FindingMark, type UsersTable, type UserTable } from '../../src/report/users-table.ts';
import { auditProperties } from '../../src/users/property-sets.ts';
import type { GraphUser } from '../../src/users/user-type.ts';
import { rowsOf } from '../harness/report-data.ts';

const nothing = Buffer.alloc(0);
const { signal } = new AbortController();
const open = (id: string, severity: 'low' | 'high' = 'low'): FindingMark => [id, severity === 'high'];
const finished = (table: UsersTable, compared = true, lines = '') => table.finish({ lines, compared, signal });
const marksOf = ({ marks }: UserTable) => [...Buffer.from(marks, 'base64')];

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

async function listOf(t: TestContext, users: readonly GraphUser[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'table-'));
  t.after(() => rm(folder, { recursive: true }));
  const path = join(folder, 'users.jsonl');
  await writeFile(path, users.map((user) => `${JSON.stringify(user)}\n`).join(''));
  return path;
}

test('marks of changes go when the earlier list turns out to be unusable, those of findings stay', async () => {
  const marked = () => {
    const table = createUsersTable(['id']);
    for (const id of ['a', 'b', 'c', 'd']) table.onUser?.({ id }, nothing);
    table.onAdded?.({ id: 'a' }, nothing);
    table.onChanged('b');
    table.onFinding(open('b'));
    table.onFinding(open('d', 'high'));
    return table;
  };
  assert.deepEqual(marksOf(await finished(marked())), [2, 5, 0, 9]);
  assert.deepEqual(marksOf(await finished(marked(), false)), [0, 1, 0, 9]);
});

test('a finding marks the user whom it is about, if he is in the list', async () => {
  const table = createUsersTable(['id']);
  for (const id of ['a', 'b', 'c']) table.onUser?.({ id }, nothing);
  table.onFinding(open('b'));
  table.onFinding(open('gone'));
  const made = await finished(table);
  assert.deepEqual([marksOf(made), made.leftOut], [[0, 1, 0], 'none']);
});

test('the table has a column for what was selected, in an order of its own, and a cell for each value', async () => {
  const table = createUsersTable([...auditProperties, 'manager', 'sponsors', 'signInActivity']);
  const licences = ['c7df2760-2c81-4ef7-b578-5b5392b571df', 'nobody-knows-it', undefined].map((skuId) => ({ skuId }));
  table.onUser?.(
    {
      ...{ id: 'a', displayName: 'Ada', userPrincipalName: 'ada@x', userType: 'Member', accountEnabled: true },
      ...{ department: 'Sales', employeeType: 'Employee', createdDateTime: '2026-01-02T03:04:05Z', mail: 'ada@x' },
      ...{ assignedLicenses: licences, externalUserState: 'Accepted', usageLocation: 'CH' },
      ...{ employeeId: 'E1', externalUserStateChangeDateTime: '2026-03-04T05:06:07Z', passwordPolicies: 'None' },
      ...{ lastPasswordChangeDateTime: '2026-04-05T06:07:08Z', proxyAddresses: ['SMTP:ada@x', 'smtp:a@x'] },
      ...{ onPremisesSyncEnabled: true, manager: { id: 'm', userPrincipalName: 'm@x' } },
      ...{
        sponsors: [
          { id: 'g', userPrincipalName: null },
          { id: 's', userPrincipalName: 's@x' },
        ],
      },
      signInActivity: { lastSignInDateTime: '2026-11-02T03:04:05Z' },
    },
    nothing,
  );
  table.onUser?.({ id: 'b', displayName: '', accountEnabled: false, userType: 7, sponsors: [] }, nothing);
  table.onUser?.({ id: 'c', accountEnabled: 'yes', createdDateTime: 7, manager: null }, nothing);
  const made = await finished(table);
  assert.deepEqual(
    made.columns.map(({ property, label, kind, filter, hiddenByDefault }) =>
      [property, label, kind, filter && 'filter', hiddenByDefault && 'hidden'].filter(Boolean).join(),
    ),
    [
      ...['displayName,Name,text', 'userPrincipalName,User principal name,text', 'userType,Type,text,filter'],
      ...[
        'accountEnabled,State,text,filter',
        'department,Department,text,filter',
        'employeeType,Employee type,text,hidden',
      ],
      ...['createdDateTime,Created,date', 'assignedLicenses,Licences,text', 'externalUserState,Invitation,text,hidden'],
      ...['id,Id,text,hidden', 'usageLocation,Usage location,text,hidden', 'onPremisesSyncEnabled,Origin,text,hidden'],
      ...['manager,Manager,text,hidden', 'sponsors,Sponsors,text,hidden', 'signInActivity,Last sign-in,date,hidden'],
      ...['mail,Mail,text,hidden', 'proxyAddresses,Other addresses,text,hidden', 'employeeId,Employee id,text,hidden'],
      'externalUserStateChangeDateTime,Invitation as it is since,date,hidden',
      'passwordPolicies,Password policies,text,hidden',
      'lastPasswordChangeDateTime,Last password change,date,hidden',
      'onPremisesProvisioningErrors,Synchronization errors,number,hidden',
    ],
  );
  assert.deepEqual(rowsOf(made), [
    [
      ...['Ada', 'ada@x', 'Member', 'enabled', 'Sales', 'Employee', '2026-01-02'],
      ...['Office 365 E5, nobody-knows-it', 'Accepted', 'a', 'CH'],
      ...['on premises', 'm@x', 'g, s@x', '2026-11-02'],
      ...['ada@x', 'smtp:a@x', 'E1', '2026-03-04', 'None', '2026-04-05', null],
    ],
    [
      null,
      null,
      null,
      'disabled',
      null,
      null,
      null,
      null,
      null,
      'b',
      null,
      'cloud',
      null,
      '',
      null,
      ...Array(7).fill(null),
    ],
    [
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      'c',
      null,
      'cloud',
      null,
      null,
      null,
      ...Array(7).fill(null),
    ],
  ]);
});

test('a column of few values and one of many come back as they were, over more than one chunk', async () => {
  const table = createUsersTable(['id', 'department']);
  const users = Array.from({ length: 5_000 }, (_, index) => ({
    ...{ id: idOf(index), department: index % 3 === 0 ? null : `Department ${index % 3}` },
  }));
  for (const user of users) table.onUser?.(user, nothing);
  const made = await finished(table);
  assert.equal(made.chunks.length, 2);
  assert.deepEqual(
    rowsOf(made),
    users.map(({ id, department }) => [department, id]),
  );
});

test('mail that is mostly the name of the user costs the page what is different, and comes back as it was', async () => {
  const sizeOf = async (mail: (name: string, index: number) => string | null) => {
    const table = createUsersTable(['userPrincipalName', 'mail']);
    const users = [...people(600)].map(({ id, userPrincipalName }, index) => ({
      ...{ id, userPrincipalName, mail: mail(String(userPrincipalName), index) },
    }));
    for (const user of users) table.onUser?.(user, nothing);
    const made = await finished(table);
    assert.deepEqual(
      rowsOf(made),
      users.map(({ userPrincipalName, mail }) => [userPrincipalName, mail]),
    );
    return size(made);
  };
  const same = await sizeOf((name) => name);
  const some = await sizeOf((name, index) => (index % 5 === 0 ? null : index % 7 === 0 ? `x${name}` : name));
  const others = await sizeOf((name) => `x${name}`);
  assert.ok(same < some && some < others, `${same} ${some} ${others}`);
});

test('the addresses of a user that are not his mail, and how many synchronization errors there are', async () => {
  const table = createUsersTable(['mail', 'proxyAddresses', 'onPremisesProvisioningErrors']);
  const mail = 'ada@contoso.example';
  table.onUser?.({ id: '1', mail, proxyAddresses: [`SMTP:${mail}`, 'smtp:a@b', 'x500:c'] }, nothing);
  table.onUser?.({ id: '2', mail: null, proxyAddresses: [], onPremisesProvisioningErrors: [{}, {}] }, nothing);
  table.onUser?.({ id: '3', onPremisesProvisioningErrors: [] }, nothing);
  assert.deepEqual(rowsOf(await finished(table)), [
    [mail, 'smtp:a@b, x500:c', null],
    [null, '', 2],
    [null, null, null],
  ]);
});

/** Of which each row takes some fifty bytes of the page, whatever is done with it. */
function* people(number: number): Generator<GraphUser> {
  let seed = 1;
  const random = () => {
    seed = Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    return (seed >>> 0).toString(16).padStart(8, '0');
  };
  for (let index = 0; index < number; index += 1) {
    const id = `${index.toString(16).padStart(8, '0')}-${random()}-${random()}`;
    const name = `${random()} ${random().slice(0, 4)}`;
    yield { id, displayName: name, userPrincipalName: `${name.replace(' ', '.')}@contoso.example` };
  }
}

const properties = ['id', 'displayName', 'userPrincipalName'];
const size = ({ chunks }: UserTable) => chunks.reduce((sum, chunk) => sum + chunk.length, 0);

test('a hundred thousand users are all there, in their share of the page', async () => {
  const table = createUsersTable(properties);
  for (const user of people(100_000)) table.onUser?.(user, nothing);
  const made = await finished(table);
  assert.deepEqual([made.total, made.shown, made.leftOut], [100_000, 100_000, 'none']);
  assert.ok(size(made) < 6 * 1024 * 1024, `${size(made)}`);
});

test('of more than there is room for, those without a mark are left out, whenever the others come', async (t) => {
  const table = createUsersTable(properties, { characters: 400_000, rows: 200_000, remembered: 5_000 });
  const all = [...people(30_000)];
  for (const user of all) table.onUser?.(user, nothing);
  const marked = all.filter((_, index) => index % 10 === 0);
  for (const { id } of marked) table.onFinding(open(id));
  table.onAdded?.(all.at(-1) as GraphUser, nothing);
  const made = await finished(table, true, await listOf(t, all));
  assert.deepEqual([made.total, made.leftOut], [30_000, 'without findings or changes']);
  assert.ok(size(made) <= 400_000 && made.shown < 12_000 && made.shown > marked.length);
  const marks = marksOf(made);
  const ids = rowsOf(made).map((row) => row[2]);
  assert.deepEqual([marks.length, ids.length], [made.shown, made.shown]);
  assert.deepEqual(
    ids.filter((_, row) => marks[row]),
    [...marked, all.at(-1)].map((user) => user?.id),
  );
});

test('when even those with a mark are too many, that is said', async (t) => {
  const all = [...people(20_000)];
  const lines = await listOf(t, all);
  for (const limits of [
    { characters: 200_000, rows: 200_000, remembered: 50_000 },
    { characters: 400_000, rows: 200_000, remembered: 1_000 },
    { characters: 4_000_000, rows: 9_000, remembered: 50_000 },
  ]) {
    const table = createUsersTable(properties, limits);
    for (const user of all) table.onUser?.(user, nothing);
    for (const { id } of all) table.onFinding(open(id));
    const made = await finished(table, true, lines);
    assert.equal(made.leftOut, 'also with findings or changes');
    assert.ok(size(made) <= limits.characters && made.shown <= limits.rows && made.shown > 0);
  }
});
