import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listCompared } from '../harness/list-alone.ts';
import { createWorld } from '../harness/world.ts';

test('without consent the consent page is named; with it the same workflow works', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 3, consent: false });
  const { emulator, app } = world;
  const refused = await world.audit({ publish: 'none' });
  assert.equal(refused.exitCode, 1);
  const [error = ''] = refused.annotations.error;
  assert.match(
    error,
    /^Application \S+ may not read the users of tenant \S+: Graph answered 403 "Insufficient privileges/,
  );
  assert.ok(
    error.includes(`open ${emulator.origin}/${emulator.tenantId}/adminconsent?client_id=${app.clientId} and accept`),
    error,
  );
  assert.match(error, /\(Permissions in the token: none\.\)/);
  assert.match(error, /\nrequest-id: [0-9a-f-]{36}; client-request-id: [0-9a-f-]{36}/);
  assert.equal(refused.outputs['users-file'], undefined);

  await app.grantConsent();
  const allowed = await world.audit({ publish: 'none' });
  assert.equal(allowed.exitCode, 0);
  assert.equal(allowed.outputs['user-count'], '3');
});
