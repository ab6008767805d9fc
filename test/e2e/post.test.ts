import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rename, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { listCompared } from '../harness/list-alone.ts';
import type { ActionRun } from '../harness/run-action.ts';
import { createWorld, type World } from '../harness/world.ts';

/** What is in RUNNER_TEMP when the job is over. */
async function leftAfter(run: ActionRun, env?: Parameters<ActionRun['post']>[0]): Promise<string[]> {
  const { exitCode, annotations, stderr } = await run.post(env);
  assert.deepEqual([exitCode, annotations, stderr], [0, { error: [], warning: [], notice: [] }, '']);
  return readdir(run.temporaryDirectory);
}

test('when the job is over, nothing of an audit is left on the runner', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 3 });
  const run = await world.audit();
  assert.ok((await run.listFiles()).includes('users.jsonl'), 'steps after the audit have its files');
  assert.deepEqual(await leftAfter(run), []);
  assert.deepEqual(await leftAfter(run), [], 'a second time does no harm');
});

test('of an audit that failed, nothing is left either, nor of one that never began', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 3 });
  world.emulator.faults.add({ kind: 'status', status: 403, match: { path: '/v1.0/users', times: 'always' } });
  const failed = await world.audit();
  assert.equal(failed.exitCode, 1);
  assert.deepEqual(await leftAfter(failed), []);
  const refused = await world.audit({ formats: 'xml' });
  assert.deepEqual([refused.state, await leftAfter(refused)], [{}, []]);
});

test('the folder that was asked for stays, also below RUNNER_TEMP', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 3 });
  const first = await world.audit({ publish: 'none', 'output-directory': 'out' });
  assert.deepEqual(await leftAfter(first), []);
  assert.ok((await first.listFiles()).includes('manifest.json'));
  const wanted = join(first.temporaryDirectory, 'entra-user-audit-aB3dE6');
  const second = await world.audit({ publish: 'none', 'output-directory': wanted });
  await leftAfter(second);
  assert.ok((await second.listFiles()).includes('manifest.json'));
});

/** An audit that is killed in mid-list. */
async function killed(world: World, inputs: Record<string, string> = {}): Promise<ActionRun> {
  world.emulator.faults.add({ kind: 'hang', match: { path: '/v1.0/users[?]', after: 1, times: 'always' } });
  const run = await world.audit(
    { ...inputs, concurrency: 1 },
    { signalAfter: { when: /^Graph counts/, signal: 'SIGKILL' } },
  );
  world.emulator.faults.clear();
  assert.equal(run.signal, 'SIGKILL');
  return run;
}

test('what a killed audit leaves goes at the end of the job', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 2_500 });
  const fresh = await killed(world);
  assert.equal((await readdir(fresh.temporaryDirectory)).length, 1);
  assert.deepEqual(await leftAfter(fresh), []);
  const asked = await killed(world, { 'output-directory': 'out' });
  assert.equal((await readdir(join(asked.workspace, 'out'))).length, 1);
  assert.deepEqual(await leftAfter(asked), []);
  assert.deepEqual(await readdir(join(asked.workspace, 'out')), []);
});

test('what a killed audit leaves goes with the next one, where no job came to its end', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 2_500 });
  const first = await killed(world);
  const second = await world.audit({ publish: 'none' }, { env: { RUNNER_TEMP: first.temporaryDirectory } });
  assert.equal(second.exitCode, 0);
  assert.deepEqual(await readdir(first.temporaryDirectory), [basename(second.outputs.directory ?? '')]);
});

test('what is not ours stays, whatever the state says', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 3 });
  const run = await world.audit();
  const { directory = '' } = run.outputs;
  const elsewhere = join(run.workspace, basename(directory));
  await rename(directory, elsewhere);
  await symlink(elsewhere, directory);
  assert.deepEqual(await leftAfter(run), [basename(directory)], 'neither the link nor what is behind it');
  const foreign = join(run.temporaryDirectory, 'foreign');
  await mkdir(foreign);
  for (const path of [foreign, elsewhere, run.workspace, run.temporaryDirectory, '/', '.', '..', '']) {
    assert.deepEqual((await leftAfter(run, { STATE_folder: path })).sort(), [basename(directory), 'foreign'].sort());
  }
  await leftAfter(run, { RUNNER_TEMP: undefined });
  assert.ok((await run.listFiles(elsewhere)).includes('manifest.json'));
});

test('the step at the end is small: it waits for nothing', async () => {
  const script = await readFile(new URL('../../dist/post.js', import.meta.url), 'utf8');
  assert.ok(script.length < 10_000);
  const imported = [...script.matchAll(/from\s*"([^"]+)"/g)].map(([, name]) => name);
  assert.deepEqual(
    imported.filter((name) => !/^(node:)?(fs|path|module|url)$/.test(name ?? '')),
    [],
  );
});
