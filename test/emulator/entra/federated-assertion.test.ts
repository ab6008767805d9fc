import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { decodeJwt, exportJWK } from 'jose';
import { assertionForm, createApp, requestToken, signAssertion, start } from '../support.ts';

const SUBJECT = 'repo:octo/Reader:ref:refs/heads/main';
const AUDIENCE = 'api://AzureADTokenExchange';
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

/** An OpenID issuer that publishes one key. */
async function startIssuer(): Promise<AsyncDisposable & { origin: string }> {
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', use: 'sig', alg: 'RS256' };
  const server = createServer((request, response) => {
    const body = request.url?.endsWith('openid-configuration')
      ? { issuer: origin, jwks_uri: `${origin}/keys` }
      : { keys: [jwk] };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    [Symbol.asyncDispose]: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** Signs in with a token of the issuer, the credential being registered for {@link SUBJECT}. */
async function signIn(
  change: Record<string, unknown> = {},
  { key = privateKey, kid = 'one', register = {} }: { key?: KeyObject; kid?: string; register?: object | null } = {},
) {
  await using emulator = await start();
  await using issuer = await startIssuer();
  const app = await createApp(emulator);
  if (register !== null) {
    const credential = { name: 'github', issuer: issuer.origin, subject: SUBJECT, audiences: [AUDIENCE], ...register };
    await app.graph('POST', `/beta/applications/${app.id}/federatedIdentityCredentials`, credential);
  }
  const claims = { iss: issuer.origin, sub: SUBJECT, aud: AUDIENCE, ...change };
  const assertion = await signAssertion(emulator, app.appId, key, { alg: 'RS256', kid }, claims);
  return await requestToken(emulator, assertionForm(app.appId, assertion));
}

test('a token of a trusted issuer signs in', async () => {
  const answer = await signIn();

  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  assert.equal(decodeJwt(answer.body.access_token).appidacr, '2');
});

test('times may be JSON strings', async () => {
  const now = Math.floor(Date.now() / 1000);

  const answer = await signIn({ iat: String(now), nbf: String(now), exp: String(now + 300) });

  assert.equal(answer.status, 200, JSON.stringify(answer.body));
});

test('a token may live for a day and an hour', async () => {
  const iat = Math.floor(Date.now() / 1000);

  assert.equal((await signIn({ iat, exp: iat + 25 * 3600 })).status, 200);
  const { status, body } = await signIn({ iat, exp: iat + 25 * 3600 + 1 });

  assert.equal(status, 400);
  assert.equal(body.error, 'invalid_request');
  assert.deepEqual(body.error_codes, [70023], body.error_description);
  assert.match(body.error_description, /Token issued at \d+\. Token expires on \d+\./);
});

const now = Math.floor(Date.now() / 1000);
const refusals: [string, Parameters<typeof signIn>, number, RegExp][] = [
  ['an application without federated credentials', [{}, { register: null }], 70025, /no configured federated/],
  ['another issuer', [{ iss: 'https://issuer.example' }], 700211, /assertion issuer 'https:\/\/issuer\.example'/],
  ['another subject', [{ sub: 'repo:octo/other' }], 700213, /assertion subject 'repo:octo\/other'\. Check your/],
  ['a subject in another case', [{ sub: SUBJECT.toLowerCase() }], 7002138, /case-insensitive comparison/],
  ['another audience', [{ aud: 'https://github.com/octo' }], 700212, /assertion audience 'https:\/\/github/],
  ['an expired token', [{ nbf: now - 1200, exp: now - 900 }], 700024, /time range/],
  ['a key that is not published', [{}, { key: stranger, kid: 'two' }], 7000272, /identifier two .* could not be found/],
  ['a forged signature', [{}, { key: stranger }], 7000272, /could not be validated/],
];
for (const [name, args, number, words] of refusals) {
  test(`${name} is ${number}`, async () => {
    const answer = await signIn(...args);

    assert.equal(answer.status, 401);
    assert.equal(answer.body.error, 'invalid_client');
    assert.deepEqual(answer.body.error_codes, [number], answer.body.error_description);
    assert.match(answer.body.error_description, words);
  });
}

test('an issuer that cannot be reached is 50166', async () => {
  const nowhere = 'http://127.0.0.1:1';

  const answer = await signIn({ iss: nowhere }, { register: { issuer: nowhere } });

  assert.deepEqual(answer.body.error_codes, [50166], answer.body.error_description);
});

test('a credential may match claims in place of a subject', async () => {
  const expression = (value: string) => ({ subject: null, claimsMatchingExpression: { value, languageVersion: 1 } });
  const wide = expression("claims['sub'] matches 'repo:octo/*' and claims['repository_id'] eq '7'");

  assert.equal((await signIn({ repository_id: '7' }, { register: wide })).status, 200);
  const { body } = await signIn({ repository_id: '8' }, { register: wide });
  assert.deepEqual(body.error_codes, [700213]);
});
