import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeJwt } from 'jose';
import { createApp, requestToken, start } from '../support.ts';

test('a secret buys a token with the documented claims', async () => {
  await using emulator = await start({ tokenLifetime: 1800 });
  const app = await createApp(emulator);
  const { secretText } = (await app.graph('POST', `/applications/${app.id}/addPassword`)).body;

  const answer = await requestToken(emulator, { client_id: app.appId, client_secret: secretText });

  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('cache-control') ?? '', /no-store/);
  assert.deepEqual(Object.keys(answer.body).sort(), ['access_token', 'expires_in', 'ext_expires_in', 'token_type']);
  assert.equal(answer.body.token_type, 'Bearer');
  assert.equal(answer.body.expires_in, 1800);
  const claims = decodeJwt(answer.body.access_token);
  assert.equal(claims.aud, 'https://graph.microsoft.com');
  assert.equal(claims.iss, `https://sts.windows.net/${emulator.tenantId}/`);
  assert.equal(claims.appid, app.appId);
  assert.equal(claims.appidacr, '1');
  assert.equal(claims.idtyp, 'app');
  assert.equal(claims.oid, app.servicePrincipalId);
  assert.equal(claims.tid, emulator.tenantId);
  assert.equal((claims.exp ?? 0) - (claims.iat ?? 0), 1800);
  assert.equal('roles' in claims, false);
});

test('the secret is also taken from an Authorization header', async () => {
  await using emulator = await start();
  const { clientId, clientSecret } = emulator.administrator;
  const authorization = `Basic ${btoa(`${clientId}:${encodeURIComponent(clientSecret)}`)}`;

  const answer = await requestToken(emulator, {}, { headers: { authorization } });

  assert.equal(answer.status, 200);
});

test('a wrong secret is 7000215', async () => {
  await using emulator = await start();
  const { clientId } = emulator.administrator;

  const answer = await requestToken(emulator, { client_id: clientId, client_secret: 'the-id-of-a-secret' });

  assert.equal(answer.status, 401);
  assert.equal(answer.body.error, 'invalid_client');
  assert.deepEqual(answer.body.error_codes, [7000215]);
  assert.match(
    answer.body.error_description,
    new RegExp(`not the client secret ID, for a secret added to app '${clientId}'`),
  );
});

test('an expired secret is 7000222', async () => {
  await using emulator = await start();
  const app = await createApp(emulator);
  const endDateTime = new Date(emulator.clock.now() + 60_000).toISOString();
  const { secretText } = (
    await app.graph('POST', `/applications/${app.id}/addPassword`, { passwordCredential: { endDateTime } })
  ).body;
  emulator.clock.advance(120_000);

  const answer = await requestToken(emulator, { client_id: app.appId, client_secret: secretText });

  assert.equal(answer.status, 401);
  assert.deepEqual(answer.body.error_codes, [7000222]);
});

test('no credential at all is 7000218', async () => {
  await using emulator = await start();

  const answer = await requestToken(emulator, { client_id: emulator.administrator.clientId, client_secret: '' });

  assert.equal(answer.status, 401);
  assert.deepEqual(answer.body.error_codes, [7000218]);
});
