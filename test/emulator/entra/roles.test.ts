import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeJwt } from 'jose';
import { createApp, graphClient, requestToken, start } from '../support.ts';

test('roles come from app role assignments alone, and /users needs one', async () => {
  await using emulator = await start();
  const app = await createApp(emulator, {
    requiredResourceAccess: [
      {
        resourceAppId: '00000003-0000-0000-c000-000000000000',
        resourceAccess: [{ id: 'df021288-bdef-4463-88db-98f22de89214', type: 'Role' }],
      },
    ],
  });
  const { secretText } = (await app.graph('POST', `/applications/${app.id}/addPassword`)).body;
  const signIn = async (): Promise<string> =>
    (await requestToken(emulator, { client_id: app.appId, client_secret: secretText })).body.access_token;

  const before = await signIn();
  assert.equal('roles' in decodeJwt(before), false);
  const refused = await (await graphClient(emulator, before))('GET', '/users');
  assert.equal(refused.status, 403);
  assert.equal(refused.body.error.code, 'Authorization_RequestDenied');
  assert.equal(refused.body.error.message, 'Insufficient privileges to complete the operation.');

  const assignment = await app.consent('User.Read.All');
  assert.equal(assignment.status, 201);
  const after = await signIn();
  assert.deepEqual(decodeJwt(after).roles, ['User.Read.All']);
  const graph = await graphClient(emulator, after);
  assert.equal((await graph('GET', '/users')).status, 200);
  assert.equal((await graph('GET', '/organization')).status, 403);
  assert.equal((await graph('GET', '/applications')).status, 403);

  const path = `/servicePrincipals/${app.servicePrincipalId}/appRoleAssignments/${assignment.body.id}`;
  assert.equal((await app.graph('DELETE', path)).status, 204);
  assert.equal('roles' in decodeJwt(await signIn()), false);
});
