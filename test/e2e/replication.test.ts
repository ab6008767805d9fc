import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listCompared } from '../harness/list-alone.ts';
import { createWorld } from '../harness/world.ts';

const replication = { applicationMissing: 1, servicePrincipalMissing: 1, keyMissing: 1, rolesMissing: 1 };

test('a registration that is minutes old is waited for when asked', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 3, replication });
  const run = await world.audit({ 'wait-for-replication': 60, publish: 'none' });
  assert.deepEqual(run.annotations.error, []);
  assert.equal(run.outputs['user-count'], '3');
  const waits = run.lines.filter((line) => line.startsWith('Waiting for the registration to reach all of Entra ID.'));
  assert.equal(waits.length, 4);
  assert.match(waits[0] ?? '', /does not exist in tenant/);
  assert.match(waits[1] ?? '', /has no service principal/);
  assert.match(waits[2] ?? '', /does not accept the certificate/);
  assert.match(waits[3] ?? '', /may not read the users/);
});

test('otherwise its first refusal ends the run, and names the input', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 3, replication });
  const run = await world.audit({ publish: 'none' });
  assert.equal(run.exitCode, 1);
  assert.match(run.annotations.error[0] ?? '', /for a new registration set wait-for-replication/);
});
