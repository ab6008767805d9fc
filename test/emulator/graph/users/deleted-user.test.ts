import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApp, graphClient, requestToken, start } from '../../support.ts';

async function reader(roles: readonly string[]) {
  const emulator = await start({ users: 5 });
  const app = await createApp(emulator);
  for (const role of roles) await app.consent(role);
  const { secretText } = (await app.graph('POST', `/applications/${app.id}/addPassword`)).body;
  const { access_token } = (await requestToken(emulator, { client_id: app.appId, client_secret: secretText })).body;
  return { emulator, graph: await graphClient(emulator, access_token) };
}

test('a user is deleted, read among the deleted items and restored', async () => {
  const { emulator, graph } = await reader(['User.Read.All', 'User.DeleteRestore.All']);
  await using _closed = emulator;
  const id = String(emulator.directory.value(2, 'id'));
  assert.equal((await graph('DELETE', `/users/${id}`)).status, 204);
  assert.equal((await graph('DELETE', `/users/${id}`)).status, 404);
  const { body } = await graph('GET', `/directory/deletedItems/${id}?$select=id,deletedDateTime`);
  assert.equal(body['@odata.type'], '#microsoft.graph.user');
  assert.match(body.deletedDateTime, /^\d{4}-.*Z$/);
  const restored = await graph('POST', `/directory/deletedItems/${id}/restore`);
  assert.deepEqual([restored.status, restored.body.id], [200, id]);
  assert.equal((await graph('GET', `/directory/deletedItems/${id}`)).status, 403);
  assert.equal((await graph('GET', `/users/${id}?$select=deletedDateTime`)).body.deletedDateTime, null);
});

test('a user who is deleted for good is nowhere', async () => {
  const { emulator, graph } = await reader(['User.Read.All', 'User.DeleteRestore.All']);
  await using _closed = emulator;
  const id = String(emulator.directory.value(2, 'id'));
  emulator.directory.delete(id);
  assert.equal((await graph('DELETE', `/directory/deletedItems/${id}`)).status, 204);
  assert.equal((await graph('POST', `/directory/deletedItems/${id}/restore`)).status, 404);
  assert.deepEqual((await graph('GET', '/directory/deletedItems/microsoft.graph.user')).body.value, []);
});

test('another user with the name stands in the way of a restored one', async () => {
  const { emulator, graph } = await reader(['User.Read.All', 'User.DeleteRestore.All']);
  await using _closed = emulator;
  const [id, userPrincipalName] = ['id', 'userPrincipalName'].map((name) => String(emulator.directory.value(2, name)));
  emulator.directory.delete(String(id));
  emulator.directory.create({ userPrincipalName });
  assert.equal((await graph('POST', `/directory/deletedItems/${id}/restore`)).status, 400);
});

test('reading users neither deletes nor restores them', async () => {
  const { emulator, graph } = await reader(['User.Read.All']);
  await using _closed = emulator;
  const [id, other] = [2, 3].map((index) => String(emulator.directory.value(index, 'id')));
  assert.equal((await graph('DELETE', `/users/${id}`)).status, 403);
  emulator.directory.delete(String(other));
  assert.equal((await graph('POST', `/directory/deletedItems/${other}/restore`)).status, 403);
  assert.equal((await graph('DELETE', `/directory/deletedItems/${other}`)).status, 403);
  assert.equal(emulator.directory.size, 4);
});
