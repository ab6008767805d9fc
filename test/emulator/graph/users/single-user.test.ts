import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestGraph, EVENTUAL } from '../support.ts';

test('a user is found by id and by principal name, guests too', async () => {
  const { app, directory } = createTestGraph();
  for (const user of directory.users()) {
    for (const key of [user.id, String(user.userPrincipalName)]) {
      const response = await app.inject({ url: `/v1.0/users/${encodeURIComponent(key)}?$select=id,mail` });
      assert.deepEqual(response.json(), {
        '@odata.context': 'http://graph.example/v1.0/$metadata#users(id,mail)/$entity',
        id: user.id,
        mail: user.mail,
      });
    }
  }
});

test('nobody is 404', async () => {
  const { get } = createTestGraph();
  const { status, body } = await get('/users/nobody@contoso.example');
  assert.equal(status, 404);
  assert.equal(body.error.code, 'Request_ResourceNotFound');
  assert.match(body.error.message, /^Resource 'nobody@contoso\.example' does not exist/);
});

test('the manager of a user is there, or 404', async () => {
  const { get, directory } = createTestGraph();
  const { body } = await get(`/users/${directory.value(1, 'id')}/manager`);
  assert.equal(body.id, directory.value(0, 'id'));
  assert.equal(body['@odata.type'], '#microsoft.graph.user');
  assert.equal((await get(`/users/${directory.value(0, 'id')}/manager`)).status, 404);
});

test('an unknown segment is a bad request', async () => {
  const { get, directory } = createTestGraph();
  const { status, body } = await get(`/users/${directory.value(0, 'id')}/shoes`);
  assert.equal(status, 400);
  assert.equal(body.error.message, "Resource not found for the segment 'shoes'.");
});

test('a count is a number as text', async () => {
  const { get, app } = createTestGraph();
  const { text, headers } = await get('/users/$count', EVENTUAL);
  assert.equal(text, '300');
  assert.match(String(headers['content-type']), /^text\/plain/);
  const encoded = await app.inject({ url: '/v1.0/users/%24count', headers: EVENTUAL });
  assert.equal(encoded.body, '300');
});
