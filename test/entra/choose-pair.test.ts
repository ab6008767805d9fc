import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../src/base/failure.ts';
import { readCertificate } from '../../src/entra/certificate.ts';
import { explain } from '../../src/problems/explain.ts';
import { createCertificate, type TestCertificate } from '../harness/certificates.ts';

const day = 24 * 60 * 60 * 1000;
const now = Date.now();
const between = (from: number, to: number) =>
  createCertificate({ notBefore: new Date(now + from * day), notAfter: new Date(now + to * day) });
const [expired, current, longer, future, short, ec] = await Promise.all([
  between(-400, -30),
  between(-300, 60),
  between(-10, 360),
  between(10, 700),
  createCertificate({ bits: 1024 }),
  createCertificate({ keyType: 'ec' }),
]);
const bundle = (...certificates: TestCertificate[]) =>
  certificates.map(({ keyPem, certificatePem }) => keyPem + certificatePem).join('');
const keyDer = ({ keyPem }: TestCertificate) => Buffer.from(keyPem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
const pfxOf = (first: TestCertificate, ...others: TestCertificate[]) =>
  first.pfx({ others: others.map(({ certificateDer }) => certificateDer), otherKeys: others.map(keyDer) });

const taken: Record<string, [string | Buffer, TestCertificate]> = {
  'an old and a new one, the old first': [bundle(expired, current), current],
  'an old and a new one, the new first': [bundle(current, expired), current],
  'one that is not valid yet, and the one of now': [bundle(future, current), current],
  'two that are valid: the one that lasts longer': [bundle(current, longer), longer],
  'two that are valid, the other way round': [bundle(longer, current), longer],
  'keys first, then certificates': [
    expired.keyPem + current.keyPem + expired.certificatePem + current.certificatePem,
    current,
  ],
  'a PFX with an old and a new one': [pfxOf(expired, current), current],
  'a PFX with a new and an old one': [pfxOf(current, expired), current],
  'an elliptic-curve pair beside one of RSA': [bundle(ec, current), current],
  'a pair of 1024 bits beside one of 2048': [bundle(short, current), current],
  'a key without certificate beside a pair': [future.keyPem + bundle(current), current],
  'an old key that is encrypted with a forgotten passphrase': [
    expired.encryptedKeyPem('forgotten') + bundle(current),
    current,
  ],
  'a damaged certificate beside a pair': [
    bundle(current) + expired.certificatePem.replace(/\n.{64}/, '\nAAAA'),
    current,
  ],
};
for (const [what, [content, expected]] of Object.entries(taken)) {
  test(`${what}: taken`, async () => {
    const read = await readCertificate({ content, input: 'certificate' }, now);
    assert.equal(read.thumbprint, expected.thumbprintSha1);
    assert.equal(read.privateKey, expected.keyPem);
  });
}

const refused: Record<string, [string | Buffer, string, RegExp]> = {
  'all pairs out of date': [
    bundle(expired, future),
    'certificate-none-valid',
    new RegExp(`^None of the 2 certificates .*:\n- ${expired.thumbprintSha1}: .*\n- ${future.thumbprintSha1}: `, 's'),
  ],
  'a pair that expired, and stands there twice': [bundle(expired, expired), 'certificate-expired', /expired on/],
  'a pair that expired beside one of another key': [
    bundle(expired) + current.certificatePem,
    'certificate-expired',
    /expired on/,
  ],
  'a pair that expired beside a key that is closed': [
    bundle(expired) + current.encryptedKeyPem('x1y2') + current.certificatePem,
    'certificate-password-missing',
    /is encrypted/,
  ],
  'a key of 1024 bits': [
    bundle(short),
    'certificate-key-short',
    /^The private key in "certificate" is an RSA key of 1024 bits; Entra ID takes 2048 bits or more\.$/,
  ],
  'a key of 1024 bits in a PFX': [short.pfx(), 'certificate-key-short', /1024 bits/],
  'an elliptic-curve pair beside a lonely key': [
    ec.certificatePem + ec.keyPem + current.keyPem,
    'certificate-not-rsa',
    /"ec"/,
  ],
};
for (const [what, [content, code, words]] of Object.entries(refused)) {
  test(`${what}: ${code}`, async () => {
    await assert.rejects(readCertificate({ content, input: 'certificate' }, now), (error: unknown) => {
      assert.ok(error instanceof Failure, String(error));
      assert.equal(error.code, code);
      assert.match(explain(error, { clientId: 'c' }).what, words);
      return true;
    });
  });
}

test('a certificate without a subject is as good as any', async () => {
  const nameless = await createCertificate({ subject: '' });
  for (const content of [bundle(nameless), nameless.pfx()]) {
    const read = await readCertificate({ content, input: 'certificate' }, now);
    assert.equal(read.thumbprint, nameless.thumbprintSha1);
    assert.equal(read.subject, 'no subject');
  }
});
