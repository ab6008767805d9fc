import assert from 'node:assert/strict';
import { mkdtempDisposable, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createWorld } from '../harness/world.ts';
import { runFolderJob } from './folder-host.ts';

test('in another CI system it is the port that says who can read', async () => {
  await using world = await createWorld({ users: 5, credential: 'secret' });
  await using home = await mkdtempDisposable(join(tmpdir(), 'folder-ci-'));
  const { emulator, app } = world;
  const inputs = {
    'tenant-id': emulator.tenantId,
    'client-id': app.clientId,
    'client-secret': app.clientSecret ?? '',
    'authority-url': emulator.origin,
    'graph-url': emulator.origin,
  };
  const asked = () => emulator.requests.filter(({ path }) => path.startsWith('/v1.0')).length;
  const before = asked();

  for (const [visibility, code] of [
    ['public', 'repository-public'],
    ['unknown', 'repository-unknown'],
  ] as const) {
    await assert.rejects(runFolderJob(home.path, inputs, visibility), { code });
  }
  assert.equal(asked(), before, 'nothing was asked of Graph');

  const internal = await runFolderJob(home.path, inputs, 'internal');
  assert.deepEqual(
    internal.warnings.filter((text) => text.includes('internal')),
    [
      'The repository folder is internal: all members of the enterprise that it belongs to can download the artifact "entra-users" with all that is in it. Where fewer people are to see that, set encrypt-to, or run the audit in a private repository.',
    ],
  );
  const odd = await runFolderJob(home.path, inputs, 'not-public');
  assert.ok(
    odd.warnings.some((text) => text.startsWith('It is not known whether the repository folder is private or')),
  );
  assert.deepEqual((await readdir(join(home.path, 'runs'))).length, 4);
});
