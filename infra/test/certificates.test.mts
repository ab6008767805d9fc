import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expiryWarning } from '../certificate.ts';
import { deploy, known } from './deployment.mts';
import { selfSigned } from './self-signed.mts';

const day = 24 * 60 * 60 * 1000;
const now = Date.UTC(2026, 10, 25, 12, 0, 0);

test('a certificate is made by default: RSA 3072, 180 days, its dates as Graph writes them, its key secret', async () => {
  const { of, reader, warnings } = await deploy({}, now);
  assert.deepEqual(
    of('tls:PrivateKey').map(({ name, inputs }) => [name, inputs]),
    [['directory-reader-certificate-first', { algorithm: 'RSA', rsaBits: 3072 }]],
  );
  const [made] = of('tls:SelfSignedCert');
  assert.ok(made?.secrets.includes('privateKeyPem'));
  assert.equal(made?.inputs.validityPeriodHours, 180 * 24);
  assert.deepEqual(made?.inputs.subject, { commonName: 'entra-user-audit' });
  const [registered] = of('azuread:ApplicationCertificate');
  assert.deepEqual(
    { ...registered?.inputs, value: undefined },
    {
      applicationId: '/applications/directory-reader-application',
      type: 'AsymmetricX509Cert',
      encoding: 'pem',
      endDate: '2027-05-24T12:00:00Z',
      value: undefined,
    },
  );
  assert.match(registered?.inputs.value, /^-----BEGIN CERTIFICATE-----/);

  const pem = await known(reader.certificatePem);
  assert.ok(pem.secret);
  assert.match(
    pem.value ?? '',
    /^-----BEGIN PRIVATE KEY-----[\s\S]+-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----/,
  );
  assert.deepEqual(await known(reader.certificateExpiresOn), { value: '2027-05-24', secret: false });
  assert.match((await known(reader.certificateThumbprint)).value ?? '', /^[0-9A-F]{40}$/);
  assert.deepEqual(warnings, []);
});

test('a certificate that was brought along is registered as it is; its key is nowhere', async () => {
  const own = await selfSigned({ notBefore: new Date(now), notAfter: new Date(now + 400 * day) });
  const { of, reader, resources } = await deploy({ certificates: { hsm: { pem: own.certificatePem } } }, now);
  assert.deepEqual([...of('tls:PrivateKey'), ...of('tls:SelfSignedCert')], []);
  assert.equal(of('azuread:ApplicationCertificate')[0]?.inputs.value, own.certificatePem);
  assert.equal(of('azuread:ApplicationCertificate')[0]?.inputs.endDate, '2027-12-30T12:00:00Z');
  assert.equal(reader.certificatePem, undefined);
  assert.equal((await known(reader.certificateThumbprint)).value, own.thumbprint);
  assert.doesNotMatch(JSON.stringify(resources), /PRIVATE KEY/);
});

test('the outputs are those of the active certificate', async () => {
  const own = await selfSigned();
  const certificates = { made: {}, brought: { pem: own.certificatePem } };
  const active = async (name: string) => (await deploy({ certificates, active: name })).reader.certificatePem;
  assert.notEqual(await active('made'), undefined);
  assert.equal(await active('brought'), undefined);
});

test('within 30 days of its end, and after it, a certificate is a warning at every up', async () => {
  const at = (days: number) =>
    selfSigned({ notBefore: new Date(now - 100 * day), notAfter: new Date(now + days * day) });
  const certificates = Object.fromEntries(
    await Promise.all([-1, 29, 31].map(async (days) => [`in-${days + 1}`, { pem: (await at(days)).certificatePem }])),
  );
  const { warnings } = await deploy({ certificates, active: 'in-32' }, now);
  assert.equal(warnings.length, 2);
  assert.match(warnings[0] ?? '', /^Certificate "in-0" ended on 2026-11-24\. Add another to "certificates"/);
  assert.match(warnings[1] ?? '', /^Certificate "in-30" ends on 2026-12-24, in 29 days\./);
});

test('the warning begins when 30 days are left, and says so when there are none', () => {
  const stateAt = (end: number) => expiryWarning('a', end, now)?.match(/^Certificate "a" (.+?)\. /)?.[1];
  assert.equal(stateAt(now + 30 * day + 1), undefined);
  assert.equal(stateAt(now + 30 * day), 'ends on 2026-12-25, in 30 days');
  assert.equal(stateAt(now + 30 * day - 1), 'ends on 2026-12-25, in 29 days');
  assert.equal(stateAt(now + 1), 'ends on 2026-11-25, in 0 days');
  assert.equal(stateAt(now), 'ended on 2026-11-25');
});

test('each certificate that is made has its own days; its name in the tenant is that of the reader', async () => {
  const { of } = await deploy({ displayName: 'Reader', certificates: { a: { validityDays: 30 } } }, now);
  const { inputs } = of('tls:SelfSignedCert')[0] ?? assert.fail('none was made');
  assert.equal(inputs.validityPeriodHours, 30 * 24);
  assert.deepEqual(inputs.subject, { commonName: 'Reader' });
  assert.deepEqual(inputs.allowedUses, ['digital_signature', 'client_auth']);
});

test('nothing that changes later makes another key or certificate of one that is there', async () => {
  const { optionsOf } = await deploy({}, now);
  assert.deepEqual(
    optionsOf('tls:PrivateKey').map(({ ignoreChanges }) => ignoreChanges),
    [['algorithm', 'rsaBits']],
  );
  assert.deepEqual(
    optionsOf('tls:SelfSignedCert').map(({ ignoreChanges }) => ignoreChanges),
    [['allowedUses', 'subject', 'validityPeriodHours']],
  );
});

test('a certificate that was brought along is no warning for having other days', async () => {
  const own = await selfSigned({ notBefore: new Date(now), notAfter: new Date(now + 400 * day) });
  const { warnings } = await deploy({ certificates: { hsm: { pem: own.certificatePem } } }, now);
  assert.deepEqual(warnings, []);
});

test('another number of days leaves the certificate as it is, and says so', async () => {
  for (const validityDays of [90, 365]) {
    const { warnings } = await deploy({ validityDays }, now);
    assert.deepEqual(warnings, [
      `Certificate "first" was made for 180 days and stays so. For ${validityDays} days add one of another name.`,
    ]);
  }
});
