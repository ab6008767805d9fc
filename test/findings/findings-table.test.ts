import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openOutputFolder } from '../../src/disk/output-folder.ts';
import { createFindingsTable } from '../../src/findings/findings-table.ts';

test('findings.csv: a finding a row, with who it is about and whether somebody accepted it', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'table-'));
  await using folder = await openOutputFolder(undefined, parent, []);
  const table = createFindingsTable(folder);
  const user = { id: '1', userPrincipalName: '@x', displayName: null };
  const common = { id: 'f00', rule: 'sync-errors', severity: 'medium', why: 'So, that.' } as const;
  table.add({ ...common, user, subject: '1', evidence: { a: ['=1'] }, isNew: true, accepted: null });
  const accepted = { reason: '+why', until: '2027-01-31' };
  table.add({ ...common, user: null, subject: 'directory', evidence: {}, isNew: null, accepted });
  const file = await table.finish();
  await file.publish();
  assert.equal(file.written().name, 'findings.csv');
  assert.deepEqual((await readFile(file.written().path, 'utf8')).split('\r\n'), [
    '\ufeffrule,severity,state,isNew,id,userPrincipalName,displayName,subject,why,evidence,acceptedReason,acceptedUntil,findingId',
    `sync-errors,medium,open,true,1,'@x,,1,"So, that.","{""a"":[""=1""]}",,,f00`,
    `sync-errors,medium,accepted,,,,,directory,"So, that.",{},'+why,2027-01-31,f00`,
    '',
  ]);
  await rm(parent, { recursive: true });
});
