import assert from 'node:assert/strict';
import { mkdtempDisposable, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createWorld } from '../harness/world.ts';
import { runFolderJob } from './folder-host.ts';

test('two days of audits in a CI system that is a folder and no GitHub', async () => {
  await using world = await createWorld({ users: 30, credential: 'secret' });
  await using home = await mkdtempDisposable(join(tmpdir(), 'folder-ci-'));
  const { emulator, app } = world;
  const inputs = {
    'tenant-id': emulator.tenantId,
    'client-id': app.clientId,
    'client-secret': app.clientSecret ?? '',
    'authority-url': emulator.origin,
    'graph-url': emulator.origin,
    summary: 'changes',
  };

  const first = await runFolderJob(home.path, inputs);
  assert.equal(first.outputs['user-count'], '30');
  assert.ok(first.log.some((line) => line.startsWith('There is nothing to compare with yet')));
  const published = await readdir(join(home.path, 'runs/1/entra-users'));
  assert.deepEqual(published.sort(), [
    'SHA256SUMS',
    'changes.csv',
    'changes.json',
    'deleted-users.jsonl',
    'findings.csv',
    'findings.json',
    'manifest.json',
    'report.html',
    'users.csv',
    'users.jsonl',
  ]);

  const joined = emulator.directory.create({ userPrincipalName: 'joined@contoso.example', displayName: 'Jo Ined' });
  const second = await runFolderJob(home.path, inputs);
  assert.deepEqual(
    [second.outputs['user-count'], second.outputs['added-count'], second.outputs['removed-count']],
    ['31', '1', '0'],
  );
  assert.match(second.summary, /Jo Ined/);
  const changes = JSON.parse(await readFile(join(home.path, 'runs/2/entra-users/changes.json'), 'utf8'));
  assert.deepEqual(
    changes.added.map(({ id }: { id: string }) => id),
    [joined.id],
  );
  const manifest = JSON.parse(await readFile(join(home.path, 'runs/2/entra-users/manifest.json'), 'utf8'));
  assert.deepEqual(
    [manifest.run.repository, manifest.run.runId, manifest.previous.runId, manifest.chain.state, manifest.chain.length],
    ['folder', '2', '1', 'linked', 2],
  );
});
