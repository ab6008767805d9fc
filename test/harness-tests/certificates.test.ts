import assert from 'node:assert/strict';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import forge from 'node-forge';
import { createCertificate, sharedCertificate } from '../harness/certificates.ts';
import type { PfxAlgorithm } from '../harness/pfx.ts';

test('key and certificate belong together in every form', async () => {
  const notAfter = new Date('2031-02-03T04:05:06Z');
  const made = await createCertificate({ subject: 'CN=Audit, O=Contoso', notAfter });
  const certificate = new X509Certificate(made.certificatePem);

  assert.equal(certificate.subject, 'CN=Audit\nO=Contoso');
  assert.equal(certificate.validToDate.toISOString(), notAfter.toISOString());
  assert.equal(certificate.fingerprint256.replaceAll(':', ''), made.thumbprintSha256);
  assert.equal(certificate.fingerprint.replaceAll(':', ''), made.thumbprintSha1);
  assert.deepEqual(certificate.raw, made.certificateDer);
  for (const pem of [made.keyPem, made.pkcs1Pem]) assert.ok(certificate.checkPrivateKey(createPrivateKey(pem)));
  assert.match(made.keyPem, /BEGIN PRIVATE KEY/);
  assert.match(made.pkcs1Pem, /BEGIN RSA PRIVATE KEY/);

  const encrypted = made.encryptedKeyPem('pass');
  assert.ok(certificate.checkPrivateKey(createPrivateKey({ key: encrypted, passphrase: 'pass' })));
  assert.throws(() => createPrivateKey({ key: encrypted, passphrase: 'word' }));
});

test('an EC key can be had, for those who try one', async () => {
  const { keyPem, pkcs1Pem, certificatePem } = await createCertificate({ keyType: 'ec' });
  assert.ok(new X509Certificate(certificatePem).checkPrivateKey(createPrivateKey(keyPem)));
  assert.match(pkcs1Pem, /BEGIN EC PRIVATE KEY/);
});

const ALGORITHMS: PfxAlgorithm[] = ['aes', '3des', 'rc2'];

for (const algorithm of ALGORITHMS) {
  for (const password of ['', 'correct horse']) {
    test(`a PFX with ${algorithm} opens with its password '${password}' and no other`, async () => {
      const made = await sharedCertificate();
      const asn1 = forge.asn1.fromDer(made.pfx({ algorithm, password }).toString('latin1'));
      const [bag] =
        forge.pkcs12.pkcs12FromAsn1(asn1, password).getBags({ bagType: forge.pki.oids.certBag as string })[
          forge.pki.oids.certBag as string
        ] ?? [];
      assert.ok(bag?.cert);
      const der = forge.asn1.toDer(forge.pki.certificateToAsn1(bag.cert)).getBytes();
      assert.deepEqual(Buffer.from(der, 'latin1'), made.certificateDer);
      assert.throws(() => forge.pkcs12.pkcs12FromAsn1(asn1, 'other'), /MAC could not be verified/);
    });
  }
}
