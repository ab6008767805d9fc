import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { test } from 'node:test';
import { decodeJwt } from 'jose';
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
const padded = (hex: string) => Buffer.from(hex, 'hex').toString('base64');

const headers = {
  'PS256 with x5t#S256': { alg: 'PS256', 'x5t#S256': fromHex(certificate.sha256) },
  'RS256 with x5t': { alg: 'RS256', x5t: fromHex(certificate.sha1) },
  'RS256 with x5t#S256': { alg: 'RS256', 'x5t#S256': fromHex(certificate.sha256) },
  'RS256 with a kid in padded base64': { alg: 'RS256', kid: padded(certificate.sha1) },
  'RS256 with a kid in base64url': { alg: 'RS256', kid: fromHex(certificate.sha1) },
  'RS256 with a kid in hex': { alg: 'RS256', kid: certificate.sha1 },
};
for (const [name, header] of Object.entries(headers)) {
  test(`${name} signs in`, async () => {
    await using emulator = await start();
    const app = await createApp(emulator);
    await addCertificate(app, certificate);

    const assertion = await signAssertion(emulator, app.appId, key, header);
    const answer = await requestToken(emulator, assertionForm(app.appId, assertion));

    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    assert.equal(decodeJwt(answer.body.access_token).appidacr, '2');
  });
}

const audiences = {
  'the token endpoint of the public cloud': 'https://login.microsoftonline.com/TENANT/oauth2/v2.0/token',
  'the token endpoint of the US government': 'https://login.microsoftonline.us/TENANT/oauth2/v2.0/token',
  'the token endpoint of China': 'https://login.partner.microsoftonline.cn/TENANT/oauth2/v2.0/token',
  'the issuer of the tenant': 'ORIGIN/TENANT/v2.0',
  'the token endpoint by domain': 'ORIGIN/contoso.example/oauth2/v2.0/token',
};
for (const [name, template] of Object.entries(audiences)) {
  test(`an assertion may be meant for ${name}`, async () => {
    await using emulator = await start();
    const app = await createApp(emulator);
    await addCertificate(app, certificate);
    const aud = template.replace('TENANT', emulator.tenantId).replace('ORIGIN', emulator.origin);

    const header = { 'x5t#S256': fromHex(certificate.sha256) };
    const assertion = await signAssertion(emulator, app.appId, key, header, { aud });
    const answer = await requestToken(emulator, assertionForm(app.appId, assertion));

    assert.equal(answer.status, 200, JSON.stringify(answer.body));
  });
}
