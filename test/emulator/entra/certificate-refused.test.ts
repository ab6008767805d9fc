import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import type { Emulator } from '../../../emulator/index.ts';
import {
  type App,
  addCertificate,
  assertionForm,
  createApp,
  createCertificate,
  fromHex,
  requestToken,
  signAssertion,
  start,
} from '../support.ts';

const certificate = createCertificate();
const key = createPrivateKey(certificate.privateKeyPem);
const header = { 'x5t#S256': fromHex(certificate.sha256) };
const other = createCertificate();
const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const seconds = (emulator: Emulator) => Math.floor(emulator.clock.now() / 1000);

interface Refusal {
  number: number;
  words: RegExp;
  assertion: (emulator: Emulator, app: App) => Promise<string> | string;
}

const withClaims = (claims: (now: number) => Record<string, unknown>) => (emulator: Emulator, app: App) =>
  signAssertion(emulator, app.appId, key, header, claims(seconds(emulator)));

const refusals: Record<string, Refusal> = {
  'what is no JWT': { number: 50027, words: /malformed/, assertion: () => 'not-a-jwt' },
  ES256: {
    number: 5002738,
    words: /'ES256'/,
    assertion: (emulator, app) => signAssertion(emulator, app.appId, elliptic, { alg: 'ES256' }),
  },
  HS256: {
    number: 5002738,
    words: /'HS256'/,
    assertion: (emulator, app) =>
      signAssertion(emulator, app.appId, Buffer.from(certificate.certificatePem), { alg: 'HS256' }),
  },
  'no signature': {
    number: 5002738,
    words: /'none'/,
    assertion: (_emulator, app) =>
      `${btoa('{"alg":"none"}')}.${Buffer.from(JSON.stringify({ iss: app.appId, sub: app.appId })).toString('base64url')}.`,
  },
  'a certificate that is not registered': {
    number: 700027,
    words: new RegExp(`Reason - The key was not found., Thumbprint of key used by client: '${other.sha256}'`),
    assertion: (emulator, app) =>
      signAssertion(emulator, app.appId, createPrivateKey(other.privateKeyPem), { 'x5t#S256': fromHex(other.sha256) }),
  },
  'an unregistered SHA-1 thumbprint': {
    number: 700027,
    words: new RegExp(`Thumbprint of key used by client: '${other.sha1}'`),
    assertion: (emulator, app) => signAssertion(emulator, app.appId, key, { alg: 'RS256', x5t: fromHex(other.sha1) }),
  },
  'a signature of another key': {
    number: 700027,
    words: /provided signature value did not match/,
    assertion: (emulator, app) => signAssertion(emulator, app.appId, createPrivateKey(other.privateKeyPem), header),
  },
  'an audience elsewhere': {
    number: 700023,
    words: /audience/,
    assertion: withClaims(() => ({ aud: 'https://login.example/x/oauth2/v2.0/token' })),
  },
  'an audience of another tenant': {
    number: 700023,
    words: /audience/,
    assertion: withClaims(() => ({ aud: 'https://login.microsoftonline.com/fabrikam.example/oauth2/v2.0/token' })),
  },
  'no end': { number: 700024, words: /time range/, assertion: withClaims(() => ({ exp: undefined })) },
  'an end six minutes ago': {
    number: 700024,
    words: /time range/,
    assertion: withClaims((now) => ({ nbf: now - 900, exp: now - 360 })),
  },
  'a beginning in six minutes': {
    number: 700024,
    words: /time range/,
    assertion: withClaims((now) => ({ nbf: now + 360, exp: now + 900 })),
  },
  'another issuer': { number: 700021, words: /client_id/, assertion: withClaims(() => ({ iss: 'somebody' })) },
  'another subject': { number: 700021, words: /client_id/, assertion: withClaims(() => ({ sub: 'somebody' })) },
};

for (const [name, { number, words, assertion }] of Object.entries(refusals)) {
  test(`an assertion with ${name} is ${number}`, async () => {
    await using emulator = await start();
    const app = await createApp(emulator);
    await addCertificate(app, certificate);

    const answer = await requestToken(emulator, assertionForm(app.appId, await assertion(emulator, app)));

    assert.deepEqual(answer.body.error_codes, [number], answer.body.error_description);
    assert.match(answer.body.error_description, words);
    assert.equal(answer.status, number === 5002738 || number === 50027 ? 400 : 401);
  });
}

test('clocks may differ by less than five minutes', async () => {
  await using emulator = await start();
  const app = await createApp(emulator);
  await addCertificate(app, certificate);
  const now = seconds(emulator);

  for (const times of [
    { nbf: now + 240, exp: now + 600 },
    { nbf: now - 900, exp: now - 240 },
  ]) {
    const assertion = await signAssertion(emulator, app.appId, key, header, times);
    assert.equal((await requestToken(emulator, assertionForm(app.appId, assertion))).status, 200);
  }
});

test('a certificate is refused after its end, with its dates', async () => {
  await using emulator = await start();
  const app = await createApp(emulator);
  await addCertificate(app, certificate);
  emulator.clock.advance(366 * 24 * 60 * 60 * 1000);

  const assertion = await signAssertion(emulator, app.appId, key, header);
  const answer = await requestToken(emulator, assertionForm(app.appId, assertion));

  assert.deepEqual(answer.body.error_codes, [700027]);
  assert.match(answer.body.error_description, /Reason - The key used is expired.*Found key 'Start=/);
});

test('an assertion of another type is no assertion', async () => {
  await using emulator = await start();
  const app = await createApp(emulator);
  const assertion = await signAssertion(emulator, app.appId, key, header);

  const form = { ...assertionForm(app.appId, assertion), client_assertion_type: 'jwt' };
  const answer = await requestToken(emulator, form);

  assert.equal(answer.status, 400);
  assert.equal(answer.body.error, 'invalid_request');
});
