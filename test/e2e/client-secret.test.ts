import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listCompared } from '../harness/list-alone.ts';
import { createWorld } from '../harness/world.ts';

test('a client secret works, is masked, and is advised against', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 3, credential: 'secret' });
  const run = await world.audit({ publish: 'none' });
  assert.equal(run.exitCode, 0);
  assert.equal(run.outputs['user-count'], '3');
  assert.match(run.annotations.warning[0] ?? '', /^client-secret works, but .* Move to a certificate, or to OIDC/);
  assert.ok(run.masks.includes(world.app.clientSecret ?? ''));
  assert.deepEqual(run.maskedOutputs, []);
});
