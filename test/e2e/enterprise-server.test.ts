import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWorld } from '../harness/world.ts';

const server = 'https://github.contoso.example';

test('a GitHub Enterprise Server, where nothing can be uploaded, is told before anybody is asked for anything', async () => {
  await using world = await createWorld({ users: 5 });
  const before = world.emulator.requests.length;
  const run = await world.audit({}, { env: { GITHUB_SERVER_URL: server } });
  assert.equal(run.exitCode, 1);
  const [error = '', ...others] = run.annotations.error;
  assert.ok(error.startsWith(`The list cannot be published as an artifact from ${server}:`), error);
  assert.match(error, /Next step: Set publish: none.*actions\/upload-artifact@v3/);
  assert.deepEqual([others, run.annotations.warning], [[], []]);
  assert.equal(world.emulator.requests.length, before, 'neither a token nor a user');
  assert.deepEqual(world.github.requests, []);
});

test('there it is told together with whatever else is wrong', async () => {
  await using world = await createWorld({ users: 5 });
  const run = await world.audit({ publish: 'both', formats: 'pdf' }, { env: { GITHUB_SERVER_URL: server } });
  assert.match(
    run.annotations.error[0] ?? '',
    /^2 inputs are wrong:\n.*"formats"[\s\S]*cannot be published as an artifact[\s\S]*Next step: .*publish: none.*actions\/upload-artifact@v3/,
  );
});

test('without an artifact the audit works there, and compares with what a step of its own has uploaded', async () => {
  await using world = await createWorld({ users: 5 });
  const env = { GITHUB_SERVER_URL: server };
  const cloud = await world.audit();
  const [zip] = world.github.artifacts(cloud.workflowRun?.id ?? 0);
  const first = world.github.startRun();
  world.github.publish(first, 'entra-users', zip?.zip ?? Buffer.alloc(0));
  world.github.finishRun(first, 'success');
  for (const publish of ['none', 'output']) {
    const run = await world.audit({ publish }, { env });
    assert.deepEqual([run.exitCode, run.outputs['added-count'], run.annotations.error], [0, '0', []]);
  }
});

test('a tenant of GHE.com takes artifacts as github.com does', async () => {
  await using world = await createWorld({ users: 5 });
  const run = await world.audit({}, { env: { GITHUB_SERVER_URL: 'https://contoso.ghe.com' } });
  assert.deepEqual([run.exitCode, world.github.artifacts(run.workflowRun?.id ?? 0).length], [0, 2]);
});
