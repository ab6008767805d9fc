import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { test } from 'node:test';
import {
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
const day = 24 * 60 * 60;

/** Signs in with a certificate, with the claims that `change` makes of now (seconds since the epoch). */
async function signIn(change: (now: number) => Record<string, unknown>) {
  await using emulator = await start();
  const app = await createApp(emulator);
  await addCertificate(app, certificate);
  const claims = change(Math.floor(emulator.clock.now() / 1000));
  const header = { alg: 'RS256', x5t: fromHex(certificate.sha1) };
  return await requestToken(
    emulator,
    assertionForm(app.appId, await signAssertion(emulator, app.appId, key, header, claims)),
  );
}

const accepted: Record<string, (now: number) => Record<string, unknown>> = {
  // roadlib writes all three so.
  'times as JSON strings': (now) => ({ iat: String(now), nbf: String(now), exp: String(now + 300) }),
  // "Microsoft Entra ID doesn't place restrictions on the exp time currently":
  // https://learn.microsoft.com/entra/identity-platform/certificate-credentials#claims-payload
  'an end in 30 days': (now) => ({ exp: now + 30 * day }),
  'an end in ten years': (now) => ({ exp: now + 3650 * day }),
  'times with a fraction': (now) => ({ nbf: now + 0.25, exp: now + 300.75 }),
};
for (const [name, claims] of Object.entries(accepted)) {
  test(`an assertion with ${name} signs in`, async () => {
    const { status, body } = await signIn(claims);

    assert.equal(status, 200, body.error_description);
  });
}

const refused: Record<string, (now: number) => Record<string, unknown>> = {
  'an end long ago as a JSON string': (now) => ({ nbf: String(now - 900), exp: String(now - 600) }),
  'a beginning in ten minutes as a JSON string': (now) => ({ nbf: String(now + 600), exp: String(now + 900) }),
  'an end that is no number': () => ({ exp: 'tomorrow' }),
  'an empty end': () => ({ exp: '' }),
};
for (const [name, claims] of Object.entries(refused)) {
  test(`an assertion with ${name} is 700024`, async () => {
    const { status, body } = await signIn(claims);

    assert.equal(status, 401);
    assert.deepEqual(body.error_codes, [700024], body.error_description);
  });
}
