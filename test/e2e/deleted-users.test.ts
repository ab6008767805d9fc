import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { readJson } from '../harness/published-files.ts';
import { createWorld } from '../harness/world.ts';

const bin = 'directory/deletedItems/microsoft.graph.user';

async function linesOf(path: string) {
  const text = await readFile(path, 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

async function readDeletedSchema() {
  const ajv = new Ajv2020({ strict: true, strictTypes: false });
  formats.default(ajv);
  return ajv.compile(JSON.parse(await readFile('schemas/v1/deleted-user.schema.json', 'utf8')));
}

test('who left, and when: in a file of its own, at the removed, and as a burst', async () => {
  await using world = await createWorld({ users: 120, deletedUsers: 1_200 });
  const { directory, clock } = world.emulator;
  await world.audit();
  const [kept, purged, ...others] = [...directory.users()].filter(({ userType }) => userType === 'Member');
  const ids = [kept, purged, ...others.slice(0, 28)].map((user) => user?.id ?? '');
  for (const id of ids) directory.delete(id, clock.now() - 60_000);
  directory.purge(directory.findDeleted(purged?.id ?? '') as number);
  // One repeated page: who comes twice is one.
  world.emulator.faults.add({ kind: 'repeat-users', n: 5, match: { path: bin } });
  const run = await world.audit({ rules: 'deleted-burst: 25' });
  const path = (name: string) => join(run.outputs.directory ?? '', name);
  assert.deepEqual(run.annotations.error, []);

  const listed = await linesOf(path('deleted-users.jsonl'));
  const schema = await readDeletedSchema();
  for (const user of listed) assert.ok(schema(user), JSON.stringify(schema.errors));
  assert.equal(listed.length, 1_229);
  assert.deepEqual(
    listed.map(({ id }) => id),
    listed.map(({ id }) => id).toSorted(),
  );
  const left = listed.find(({ id }) => id === kept?.id);
  assert.equal(left.userPrincipalName, kept?.userPrincipalName, 'without the id before it');

  const changes = await readJson<{
    recycleBin: { found: number; notFoundMeans: string };
    removed: { id: string; deletedDateTime: string | null }[];
  }>(path('changes.json'));
  const dates = new Map(changes.removed.map(({ id, deletedDateTime }) => [id, deletedDateTime]));
  assert.equal(dates.get(kept?.id ?? ''), left.deletedDateTime);
  assert.equal(dates.get(purged?.id ?? ''), null);
  assert.equal(changes.recycleBin.found, 29);
  assert.match(changes.recycleBin.notFoundMeans, /^deleted for good, or /);

  const { findings } = await readJson<{ findings: { rule: string; evidence: Record<string, unknown> }[] }>(
    path('findings.json'),
  );
  const burst = findings.find(({ rule }) => rule === 'deleted-burst');
  assert.ok(Number(burst?.evidence.accounts) >= 29, JSON.stringify(burst));

  const manifest = await readJson<{ deletedUsers: object; files: { name: string }[] }>(path('manifest.json'));
  const query = `GET ${world.emulator.origin}/v1.0/${bin}?$select=id,userPrincipalName,displayName,userType,deletedDateTime&$top=999`;
  assert.deepEqual(manifest.deletedUsers, { query, status: 'read', pages: 2, users: 1_229 });
  assert.ok(manifest.files.some(({ name }) => name === 'deleted-users.jsonl'));
  assert.match(await readFile(path('SHA256SUMS'), 'utf8'), / {2}deleted-users\.jsonl$/m);
  assert.match(run.stdout, /^The recycle bin holds 1,229 users, deleted in the last 30 days\.$/m);
  assert.match(run.stdout, /^Of the removed, 29 are in the recycle bin, and 1 is not\.$/m);
  assert.match(run.summary, /\| Recycle bin \| 1,229 users/);
});

test('a recycle bin that Graph refuses costs nothing but itself, and that is said', async () => {
  await using world = await createWorld({ users: 20 });
  await world.audit();
  world.emulator.directory.delete(String([...world.emulator.directory.users()][3]?.id));
  world.emulator.faults.add({ kind: 'status', status: 403, match: { path: bin, times: 'always' } });
  const run = await world.audit();
  assert.deepEqual(run.annotations.error, []);
  assert.match(
    run.annotations.warning[0] ?? '',
    /^The recycle bin was skipped: Graph refuses it, although User\.Read\.All is granted/,
  );
  const path = (name: string) => join(run.outputs.directory ?? '', name);
  const changes = await readJson<{ recycleBin: unknown; removed: object[] }>(path('changes.json'));
  assert.equal(changes.recycleBin, null);
  assert.ok(!('deletedDateTime' in (changes.removed[0] ?? {})));
  const manifest = await readJson<{ deletedUsers: { status: string }; files: { name: string }[] }>(
    path('manifest.json'),
  );
  assert.equal(manifest.deletedUsers.status, 'skipped');
  assert.ok(!manifest.files.some(({ name }) => name === 'deleted-users.jsonl'));
  assert.match(run.summary, /\| Recycle bin \| skipped&#58; Graph refuses it/);
});

test('hidden values are hidden of the deleted as well, by the pseudonyms that the living have', async () => {
  await using world = await createWorld({ users: 30 });
  const inputs = {
    redact: 'displayName',
    pseudonymize: 'id, userPrincipalName',
    'pseudonym-key': 'Zb7Kq2mW9xT4vN8pR1sJ6dF3gH5yL0cA',
  };
  const first = await world.audit(inputs);
  const user = [...world.emulator.directory.users()][5];
  world.emulator.directory.delete(String(user?.id));
  const run = await world.audit(inputs);
  const text = await readFile(join(run.outputs.directory ?? '', 'deleted-users.jsonl'), 'utf8');
  for (const name of ['id', 'userPrincipalName', 'displayName'] as const)
    assert.ok(!text.includes(String(user?.[name])));
  const [shown] = await linesOf(join(run.outputs.directory ?? '', 'deleted-users.jsonl'));
  const before = (await linesOf(first.outputs['users-file'] ?? '')).find(({ id }) => id === shown.id);
  assert.equal(before.userPrincipalName, shown.userPrincipalName);
  const { removed } = await readJson<{ removed: { deletedDateTime: string }[] }>(run.outputs['changes-file'] ?? '');
  assert.equal(removed[0]?.deletedDateTime, shown.deletedDateTime);
});
