import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApp, graphClient, requestToken, start } from '../support.ts';

test('an application without a service principal is 7000229', async () => {
  await using emulator = await start();
  const graph = await graphClient(emulator);
  const { appId } = (await graph('POST', '/applications', { displayName: 'Half' })).body;

  const answer = await requestToken(emulator, { client_id: appId, client_secret: 'x' });

  assert.equal(answer.status, 401);
  assert.equal(answer.body.error, 'invalid_client');
  assert.deepEqual(answer.body.error_codes, [7000229]);
});

test('a disabled service principal is 7000112', async () => {
  await using emulator = await start();
  const app = await createApp(emulator);
  await app.graph('PATCH', `/servicePrincipals/${app.servicePrincipalId}`, { accountEnabled: false });

  const answer = await requestToken(emulator, { client_id: app.appId, client_secret: 'x' });

  assert.equal(answer.body.error, 'unauthorized_client');
  assert.deepEqual(answer.body.error_codes, [7000112]);
});

test('a public client is 700025', async () => {
  await using emulator = await start();
  const app = await createApp(emulator, { isFallbackPublicClient: true });

  const answer = await requestToken(emulator, { client_id: app.appId, client_secret: 'x' });

  assert.equal(answer.body.error, 'invalid_client');
  assert.deepEqual(answer.body.error_codes, [700025]);
});

test('a deleted application is 700016', async () => {
  await using emulator = await start();
  const app = await createApp(emulator);
  await app.graph('DELETE', `/applications/${app.id}`);

  const answer = await requestToken(emulator, { client_id: app.appId, client_secret: 'x' });

  assert.deepEqual(answer.body.error_codes, [700016]);
});
