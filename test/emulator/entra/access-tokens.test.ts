import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { createLocalJWKSet, decodeJwt, jwtVerify, SignJWT } from 'jose';
import { administratorSecret, graphClient, requestToken, start } from '../support.ts';

test('a token verifies against the published keys', async () => {
  await using emulator = await start();
  const { access_token } = (await requestToken(emulator, administratorSecret(emulator))).body;

  const metadata = await fetch(`${emulator.origin}/${emulator.tenantId}/v2.0/.well-known/openid-configuration`);
  const { jwks_uri } = (await metadata.json()) as { jwks_uri: string };
  const keys = (await (await fetch(jwks_uri)).json()) as Parameters<typeof createLocalJWKSet>[0];

  await jwtVerify(access_token, createLocalJWKSet(keys), { audience: 'https://graph.microsoft.com' });
});

test('Graph refuses a token after its end by the clock of the emulator', async () => {
  await using emulator = await start({ tokenLifetime: 600 });
  const graph = await graphClient(emulator);
  assert.equal((await graph('GET', '/organization')).status, 200);

  emulator.clock.advance(601_000);
  const { status, body } = await graph('GET', '/organization');

  assert.equal(status, 401);
  assert.equal(body.error.code, 'InvalidAuthenticationToken');
  assert.match(body.error.message, /expired/);
});

test('Graph refuses a missing, a malformed and a forged token', async () => {
  await using emulator = await start();
  const { access_token } = (await requestToken(emulator, administratorSecret(emulator))).body;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const forged = await new SignJWT(decodeJwt(access_token)).setProtectedHeader({ alg: 'RS256' }).sign(privateKey);

  for (const [token, words] of [
    [' ', /empty/],
    ['nonsense', /not well formed/],
    [forged, /signature/],
  ] as const) {
    const { status, body, headers } = await (await graphClient(emulator, token))('GET', '/users');
    assert.equal(status, 401);
    assert.equal(body.error.code, 'InvalidAuthenticationToken');
    assert.match(body.error.message, words);
    assert.match(headers.get('www-authenticate') ?? '', /^Bearer /);
  }
});

test('the audience is the resource that was asked for, and Graph takes any of its names', async () => {
  await using emulator = await start();
  for (const resource of ['https://graph.microsoft.us', emulator.origin, '00000003-0000-0000-c000-000000000000']) {
    const form = { ...administratorSecret(emulator), scope: `${resource}/.default` };
    const { access_token } = (await requestToken(emulator, form)).body;

    assert.equal(decodeJwt(access_token).aud, resource);
    assert.equal((await (await graphClient(emulator, access_token))('GET', '/organization')).status, 200);
  }
});

test('Graph refuses a token for another resource', async () => {
  await using emulator = await start();
  const graph = await graphClient(emulator);
  const { appId } = (await graph('POST', '/applications', { displayName: 'API', identifierUris: ['api://orders'] }))
    .body;
  await graph('POST', '/servicePrincipals', { appId });
  const form = { ...administratorSecret(emulator), scope: 'api://orders/.default' };
  const { access_token } = (await requestToken(emulator, form)).body;

  const { status, body } = await (await graphClient(emulator, access_token))('GET', '/organization');

  assert.equal('roles' in decodeJwt(access_token), false);
  assert.equal(status, 401);
  assert.match(body.error.message, /audience/);
});
