import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addCertificate, createApp, createCertificate, start } from '../../support.ts';

const certificate = createCertificate();
const other = createCertificate();
const entry = { type: 'AsymmetricX509Cert', usage: 'Verify', key: certificate.der };

test('a certificate brings its own dates and thumbprint, and its key is not shown by a plain GET', async () => {
  await using emulator = await start();
  const app = await createApp(emulator);

  assert.equal((await addCertificate(app, certificate)).status, 204);

  const { keyCredentials } = (await app.graph('GET', `/applications/${app.id}`)).body;
  assert.equal(keyCredentials.length, 1);
  assert.match(keyCredentials[0].keyId, /^[0-9a-f-]{36}$/);
  assert.equal(keyCredentials[0].customKeyIdentifier, certificate.sha1);
  assert.match(keyCredentials[0].endDateTime, /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  assert.equal(keyCredentials[0].key, null);
  const selected = (await app.graph('GET', `/applications/${app.id}?$select=keyCredentials`)).body;
  assert.equal(selected.keyCredentials[0].key, certificate.der);
});

test('base64 of PEM is taken like base64 of DER', async () => {
  await using emulator = await start();
  const app = await createApp(emulator);

  await addCertificate(app, certificate, { key: Buffer.from(certificate.certificatePem).toString('base64') });

  const selected = (await app.graph('GET', `/applications/${app.id}?$select=keyCredentials`)).body;
  assert.equal(selected.keyCredentials[0].key, certificate.der);
});

test('a PATCH that sends back what a GET showed erases no key', async () => {
  await using emulator = await start();
  const app = await createApp(emulator);
  await addCertificate(app, certificate);

  const { keyCredentials } = (await app.graph('GET', `/applications/${app.id}`)).body;
  const added = { ...entry, key: other.der };
  await app.graph('PATCH', `/applications/${app.id}`, { keyCredentials: [...keyCredentials, added] });

  const after = (await app.graph('GET', `/applications/${app.id}?$select=keyCredentials`)).body.keyCredentials;
  assert.deepEqual(
    after.map(({ key }: { key: string }) => key),
    [certificate.der, other.der],
  );
  assert.equal(after[0].keyId, keyCredentials[0].keyId);
});

test('an entry that is left out of a PATCH is removed', async () => {
  await using emulator = await start();
  const app = await createApp(emulator);
  await addCertificate(app, certificate);

  await app.graph('PATCH', `/applications/${app.id}`, { keyCredentials: [] });

  assert.deepEqual((await app.graph('GET', `/applications/${app.id}`)).body.keyCredentials, []);
});

const refusals: [string, object, RegExp][] = [
  ['what is no certificate', { key: btoa('not a certificate') }, /Key value is invalid certificate/],
  ['a key of nothing', { key: null }, /Key value is invalid certificate/],
  ['an end after that of the certificate', { endDateTime: '2199-01-01T00:00:00Z' }, /end date is invalid/],
  ['a type that does not verify', { type: 'Symmetric' }, /"type"/],
  ['a usage that does not verify', { usage: 'Encrypt' }, /"usage"/],
];
for (const [name, change, words] of refusals) {
  test(`${name} is a 400 and changes nothing`, async () => {
    await using emulator = await start();
    const app = await createApp(emulator);

    const { status, body } = await addCertificate(app, certificate, change);

    assert.equal(status, 400);
    assert.match(body.error.message, words);
    assert.deepEqual((await app.graph('GET', `/applications/${app.id}`)).body.keyCredentials, []);
  });
}
