import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ActionInputs } from '../harness/action-manifest.ts';
import { createCertificate } from '../harness/certificates.ts';
import { createWorld } from '../harness/world.ts';

const day = 24 * 60 * 60 * 1000;
const oldKey = (cipher: string) =>
  `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: ${cipher},0011223344556677\n\nAAAAAAAAAAA=\n-----END RSA PRIVATE KEY-----\n`;

/** One of each kind: which is which is tried in test/entra/. */
test('what is wrong with a certificate is told before anything is sent', async (t) => {
  await using world = await createWorld({ users: 3 });
  const { certificatePem, encryptedKeyPem, pfx } = world.certificate;
  const now = Date.now();
  const [other, expired, future] = await Promise.all([
    createCertificate(),
    createCertificate({ notBefore: new Date(now - 10 * day), notAfter: new Date(now - day) }),
    createCertificate({ notBefore: new Date(now + day), notAfter: new Date(now + 10 * day) }),
  ]);
  const cases: Record<string, [ActionInputs, RegExp]> = {
    empty: [
      { certificate: ' \n ' },
      /^Input "certificate" is empty; it takes .* Workflows from forks get no secrets\./,
    ],
    'no format at all': [
      { certificate: 'hello' },
      /^The certificate in "certificate" cannot be read: it is neither PEM/,
    ],
    'a key of another certificate': [
      { certificate: other.keyPem + certificatePem },
      /^The private key in "certificate" does not belong to the certificate beside it \(thumbprint [0-9A-F]{40}\)\./,
    ],
    expired: [
      { certificate: expired.keyPem + expired.certificatePem },
      new RegExp(`^The certificate ${expired.thumbprintSha1} expired on \\d{4}-`),
    ],
    'a missing password': [
      { certificate: encryptedKeyPem('x1y2') + certificatePem },
      /^The private key in "certificate" is encrypted and "certificate-password" is empty\./,
    ],
    'a wrong password': [
      { certificate: encryptedKeyPem('x1y2') + certificatePem, 'certificate-password': 'pa55' },
      /^The value of "certificate-password" does not open "certificate"\./,
    ],
    'a key that is encrypted with a cipher of long ago': [
      {
        certificate: oldKey('IDEA-CBC') + certificatePem,
        'certificate-password': 'x1y2',
      },
      /is encrypted with IDEA-CBC, which this Action cannot decrypt\. The passphrase may well be right\./,
    ],
    'a PFX that goes round for ever': [
      {
        certificate: Buffer.from(
          pfx({ password: 'x1y2', mac: 'none', iterations: 70_000 })
            .toString('hex')
            .replaceAll('0203011170', '02037fffff'),
          'hex',
        ).toString('base64'),
        'certificate-password': 'x1y2',
      },
      /is encrypted with a key derivation of 8388607 rounds \(1000000 at the most\), .* The passphrase may well be right\./,
    ],
    'several pairs, none of them valid': [
      { certificate: expired.keyPem + expired.certificatePem + future.keyPem + future.certificatePem },
      new RegExp(`^None of the 2 certificates .*\n- ${expired.thumbprintSha1}: .*\n- ${future.thumbprintSha1}: `),
    ],
    'a path': [
      { certificate: './audit.pfx' },
      /^The certificate in "certificate" cannot be read: it is a path\.\n.*\nNext step: Set the input certificate-path/,
    ],
    'a path that leads nowhere': [
      { certificate: undefined, 'certificate-path': 'nowhere.pem' },
      /^Input "certificate-path" is ".*nowhere\.pem" \(ENOENT\); it takes a file that can be read\./,
    ],
  };
  const asked = world.emulator.requests.length;
  for (const [name, [inputs, expected]] of Object.entries(cases)) {
    await t.test(name, async () => {
      const run = await world.audit(inputs);
      assert.equal(run.exitCode, 1);
      assert.equal(run.annotations.error.length, 1);
      const [error = ''] = run.annotations.error;
      assert.match(error, expected);
      assert.match(error, /\nLikely cause: .+\nNext step: .+\nMore: docs\/troubleshooting\.md#[\w-]+$/);
      assert.doesNotMatch(run.lines.join('\n'), /at .*index\.js/);
    });
  }
  assert.equal(world.emulator.requests.length, asked, 'nothing was sent');
});
