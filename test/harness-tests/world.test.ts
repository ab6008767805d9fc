import assert from 'node:assert/strict';
import { access } from 'node:fs/promises';
import { test } from 'node:test';
import { unzipSync } from 'fflate';

import { createWorld, type WorldOptions } from '../harness/world.ts';

const CREDENTIALS = ['certificate', 'secret', 'oidc'] as const;

for (const credential of CREDENTIALS) {
  test(`the Action lists the users of a world with ${credential}`, async () => {
    const options: WorldOptions = { users: 7, credential, run: { subject: 'immutable' } };
    await using world = await createWorld(options);
    const run = await world.audit();

    assert.equal(run.exitCode, 0, run.lines.join('\n'));
    assert.equal(run.outputs['user-count'], '7');
    const [artifact] = world.github.artifacts(run.workflowRun?.id ?? 0);
    const users = unzipSync(artifact?.zip ?? Buffer.alloc(0))['users.jsonl'] ?? Buffer.alloc(0);
    const lines = Buffer.from(users).toString().trimEnd().split('\n');
    assert.equal(lines?.length, 7);
  });
}

test('consent can be given later', async () => {
  await using world = await createWorld({ users: 7, consent: false });

  const refused = await world.audit();
  assert.equal(refused.exitCode, 1);
  assert.match(refused.annotations.error[0] ?? '', /403/);

  await world.app.grantConsent();
  assert.equal((await world.audit()).exitCode, 0);
});

test('inputs of a test come before those of the world, and undefined takes one away', async () => {
  await using world = await createWorld({ users: 7 });
  const run = await world.audit({ certificate: undefined, publish: 'none' });

  assert.equal(run.exitCode, 1);
  assert.match(run.annotations.error[0] ?? '', /Input "certificate" is empty/);
});

test('a world leaves nothing behind', async (t) => {
  const world = await createWorld({ users: 7 });
  t.after(world.close);
  const { temporaryDirectory } = await world.audit({ publish: 'none' });
  await access(temporaryDirectory);
  await world.close();

  await assert.rejects(access(temporaryDirectory), { code: 'ENOENT' });
  await assert.rejects(fetch(world.emulator.origin), TypeError);
  await assert.rejects(fetch(world.github.origin), TypeError);
});
