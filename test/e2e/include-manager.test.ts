import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { listAlone } from '../harness/list-alone.ts';
import { createWorld, type World } from '../harness/world.ts';

const inputs = { ...listAlone, summary: 'none', select: 'displayName,createdDateTime', 'include-manager': 'true' };

/** What each line should say of the manager, by the id of the user. */
function expectedManagers({ emulator: { directory } }: World): Map<string, unknown> {
  return new Map(
    [...directory.users()].map(({ id }) => {
      const manager = directory.manager(directory.find(id) as number);
      const member = (name: string) => directory.value(manager as number, name);
      return [id, manager === undefined ? null : { id: member('id'), userPrincipalName: member('userPrincipalName') }];
    }),
  );
}

async function listedManagers(path: string | undefined): Promise<Map<string, unknown>> {
  const lines = (await readFile(path ?? '', 'utf8')).trimEnd().split('\n');
  return new Map(lines.map((line) => JSON.parse(line)).map(({ id, manager }) => [id, manager]));
}

test('each user comes with the id and userPrincipalName of the manager, and of nothing more', async () => {
  await using world = await createWorld({ users: 300 });
  const run = await world.audit({ ...inputs, formats: 'jsonl,csv' });
  assert.deepEqual(run.annotations.error, []);
  assert.deepEqual(await listedManagers(run.outputs['users-file']), expectedManagers(world));
  const csv = await readFile(`${run.outputs.directory}/users.csv`, 'utf8');
  assert.equal(csv.split('\r\n')[0], '\uFEFFid,displayName,createdDateTime,manager.id,manager.userPrincipalName');
});

test('in parts: users without a creation date, whom only an advanced query finds, come with theirs too', async () => {
  await using world = await createWorld({ users: 6_000 });
  const { directory } = world.emulator;
  for (const { id, createdDateTime } of [...directory.users()]) if (createdDateTime === null) directory.delete(id);
  const boss = [...directory.users()][0]?.id;
  for (let i = 0; i < 40; i += 1) directory.create({ displayName: `old ${i}`, createdDateTime: null, manager: boss });
  const run = await world.audit(inputs);
  assert.deepEqual(run.annotations.error, []);
  assert.deepEqual(await listedManagers(run.outputs['users-file']), expectedManagers(world));
  const { read } = JSON.parse(await readFile(run.outputs['manifest-file'] ?? '', 'utf8'));
  assert.equal(read.fallback, null);
  const undated = read.shards.find(({ filter }: { filter: string }) => filter === 'createdDateTime eq null');
  assert.equal(undated.received, 40);
  assert.equal(undated.pages, 3);
});

test('where too many have no creation date, the list is read as one, and that is said', async () => {
  await using world = await createWorld({ users: 5_000 });
  const { directory } = world.emulator;
  for (let i = 0; i < 400; i += 1) directory.create({ displayName: `old ${i}`, createdDateTime: null });
  const run = await world.audit(inputs);
  assert.deepEqual(run.annotations.error, []);
  assert.deepEqual(await listedManagers(run.outputs['users-file']), expectedManagers(world));
  assert.match(run.stdout, /Graph does not let the list be read in parts \(\d+ users have no creation date/);
});

test('with a filter that needs an advanced query it is refused before anything is sent', async () => {
  await using world = await createWorld({ users: 3 });
  const run = await world.audit({ ...inputs, filter: "userType ne 'Guest'" });
  assert.equal(run.exitCode, 1);
  assert.match(
    run.annotations.error[0] ?? '',
    /^Input "include-manager" is true; it takes false beside a filter with ne/,
  );
  assert.equal(world.emulator.requests.filter(({ path }) => path.startsWith('/v1.0/users')).length, 0);
});
