import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApp, start } from '../../support.ts';

const credential = (name: string, change: object = {}) => ({
  name,
  issuer: 'https://issuer.example',
  subject: `subject of ${name}`,
  audiences: ['api://AzureADTokenExchange'],
  ...change,
});

test('a federated credential is created, read by id or name, changed and deleted', async () => {
  await using emulator = await start();
  const { graph, id } = await createApp(emulator);
  const path = `/applications/${id}/federatedIdentityCredentials`;

  const created = await graph('POST', path, credential('main'));
  assert.equal(created.status, 201);
  assert.equal((await graph('PATCH', `${path}/${created.body.id}`, { subject: 'changed' })).status, 204);
  assert.equal((await graph('GET', `${path}/main`)).body.subject, 'changed');
  assert.equal((await graph('GET', path)).body.value.length, 1);
  assert.equal((await graph('DELETE', `${path}/${created.body.id}`)).status, 204);
  assert.equal((await graph('GET', `${path}/${created.body.id}`)).status, 404);
});

test('names and pairs of issuer and subject are unique in an application', async () => {
  await using emulator = await start();
  const { graph, id } = await createApp(emulator);
  const path = `/applications/${id}/federatedIdentityCredentials`;
  await graph('POST', path, credential('main'));

  assert.equal((await graph('POST', path, credential('main', { subject: 'other' }))).status, 409);
  assert.equal((await graph('POST', path, credential('twin', { subject: 'subject of main' }))).status, 409);
});

test('there is exactly one audience, and there are at most twenty credentials', async () => {
  await using emulator = await start();
  const { graph, id } = await createApp(emulator);
  const path = `/applications/${id}/federatedIdentityCredentials`;

  for (const audiences of [[], ['a', 'b'], 'a', undefined]) {
    assert.equal((await graph('POST', path, credential('main', { audiences }))).status, 400);
  }
  for (let count = 1; count <= 20; count++) {
    assert.equal((await graph('POST', path, credential(`number-${count}`))).status, 201);
  }
  assert.equal((await graph('POST', path, credential('one-too-many'))).status, 400);
});
