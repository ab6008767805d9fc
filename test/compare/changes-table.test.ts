import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createChangesTable } from '../../src/compare/changes-table.ts';
import { openOutputFolder } from '../../src/disk/output-folder.ts';

const head = '\ufeffkind,id,userPrincipalName,displayName,property,before,after,deletedDateTime\r\n';

test('changes.csv: a row for whoever came and went, and one for each property that changed', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'table-'));
  await using folder = await openOutputFolder(undefined, parent, []);
  const table = createChangesTable(folder);
  const ada = { id: '1', userPrincipalName: 'ada@x', displayName: '=cmd' };
  table.added({ ...ada, city: 'Bern' });
  await table.flush();
  table.removed({ ...ada, id: '2', displayName: null, deletedDateTime: '2026-11-29T22:10:00Z' });
  table.removed({ ...ada, id: '3' });
  const licences = ['05e9a617-0261-4cee-bb44-138d3ef5d965', 'c7df2760-2c81-4ef7-b578-5b5392b571df'].map((skuId) => ({
    skuId,
  }));
  table.changed({
    ...ada,
    counted: true,
    changes: [
      { property: 'accountEnabled', before: true, after: false },
      { property: 'assignedLicenses', before: [], after: licences },
      { property: 'assignedLicenses', before: licences.slice(1), after: [{ ...licences[1], disabledPlans: [] }] },
      { property: 'mail', before: null, after: '@SUM(A1)' },
      { property: 'signInActivity', before: null, after: null, churn: true },
    ],
  });
  await table.flush();
  table.recreated({ userPrincipalName: 'ada@x', removedId: '2', addedId: '1' });
  const file = await table.finish();
  await file.publish();
  const { name, path } = file.written();
  assert.equal(name, 'changes.csv');
  const who = "1,ada@x,'=cmd";
  const sku = '{""skuId"":""c7df2760-2c81-4ef7-b578-5b5392b571df""';
  assert.deepEqual((await readFile(path, 'utf8')).split(/(?<=\r\n)/), [
    head,
    `added,${who},,,,\r\n`,
    'removed,2,ada@x,,,,,2026-11-29T22:10:00Z\r\n',
    "removed,3,ada@x,'=cmd,,,,\r\n",
    `changed,${who},accountEnabled,true,false,\r\n`,
    `changed,${who},assignedLicenses,,"Microsoft 365 E3; Office 365 E5",\r\n`,
    `changed,${who},assignedLicenses,"[${sku}}]","[${sku},""disabledPlans"":[]}]",\r\n`,
    `changed,${who},mail,,'@SUM(A1),\r\n`,
    `churn,${who},signInActivity,,,\r\n`,
    'recreated,1,ada@x,,id,2,1,\r\n',
  ]);
  await rm(parent, { recursive: true });
});

test('nothing is left of a table that is not wanted after all', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'table-'));
  await using folder = await openOutputFolder(undefined, parent, []);
  const table = createChangesTable(folder);
  table.added({ id: '1' });
  await table.discard();
  assert.deepEqual(
    (await readdir(folder.scratch)).filter((name) => name.startsWith('changes')),
    [],
  );
  const none = await createChangesTable(folder).finish();
  await none.publish();
  assert.equal(await readFile(none.written().path, 'utf8'), head);
  await rm(parent, { recursive: true });
});
