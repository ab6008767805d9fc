import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeJwt } from 'jose';
import { createApp, graphClient, requestToken, start } from '../../support.ts';

test('Application.ReadWrite.OwnedBy changes only what the caller owns', async () => {
  await using emulator = await start();
  const someones = await createApp(emulator);
  const { clientId, clientSecret } = emulator.deployer;
  const token = (await requestToken(emulator, { client_id: clientId, client_secret: clientSecret })).body.access_token;
  const graph = await graphClient(emulator, token);
  const { oid } = decodeJwt(token);

  const own = (await graph('POST', '/applications', { displayName: 'Own' })).body;
  assert.equal((await graph('PATCH', `/applications/${own.id}`, { notes: 'mine' })).status, 204);
  assert.equal((await graph('POST', '/servicePrincipals', { appId: own.appId })).status, 201);
  assert.equal((await graph('GET', `/applications/${someones.id}`)).status, 200);
  assert.equal((await graph('PATCH', `/applications/${someones.id}`, { notes: 'not mine' })).status, 403);

  const owner = `${own.id}/owners/${oid}/$ref`;
  assert.equal((await graph('DELETE', `/applications/${owner}`)).status, 204);
  assert.equal((await graph('PATCH', `/applications/${own.id}`, { notes: 'lost' })).status, 403);
});

test('owners are bound, listed and removed by reference', async () => {
  await using emulator = await start();
  const { graph, id, servicePrincipalId } = await createApp(emulator);
  const reference = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${servicePrincipalId}` };

  assert.equal((await graph('POST', `/applications/${id}/owners/$ref`, reference)).status, 204);
  assert.equal((await graph('POST', `/applications/${id}/owners/$ref`, reference)).status, 400);

  const { value } = (await graph('GET', `/applications/${id}/owners`)).body;
  assert.equal(value.length, 2);
  assert.equal(value[1]['@odata.type'], '#microsoft.graph.servicePrincipal');
  assert.equal(value[1].id, servicePrincipalId);
  assert.equal((await graph('DELETE', `/applications/${id}/owners/${servicePrincipalId}/$ref`)).status, 204);
  assert.equal((await graph('GET', `/applications/${id}/owners`)).body.value.length, 1);
});
