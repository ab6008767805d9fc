import assert from 'node:assert/strict';
import { createCipheriv, createPrivateKey, hash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ActionInputs } from '../harness/action-manifest.ts';
import { createCertificate } from '../harness/certificates.ts';
import { listAlone } from '../harness/list-alone.ts';
import { createWorld } from '../harness/world.ts';

const password = 'pässwörd £ 日本';
const wrapped = (bytes: Buffer) => bytes.toString('base64').replace(/.{76}/g, '$&\n');

/** A key with one round of MD5 and single DES, which OpenSSL 3 no longer opens by itself. */
function desKey(keyPem: string, passphrase: string): string {
  const vector = randomBytes(8);
  const key = hash('md5', Buffer.concat([Buffer.from(passphrase), vector]), 'buffer').subarray(0, 8);
  const cipher = createCipheriv('des-ede3-cbc', Buffer.concat([key, key, key]), vector);
  const plain = createPrivateKey(keyPem).export({ type: 'pkcs1', format: 'der' });
  const body = wrapped(Buffer.concat([cipher.update(plain), cipher.final()]));
  const header = `Proc-Type: 4,ENCRYPTED\nDEK-Info: DES-CBC,${vector.toString('hex').toUpperCase()}`;
  return `-----BEGIN RSA PRIVATE KEY-----\n${header}\n\n${body}\n-----END RSA PRIVATE KEY-----\n`;
}

/** A form for each way through the Action: test/entra/ reads all the others. */
test('in whichever form a certificate is given, it signs in', async (t) => {
  await using world = await createWorld({ inputs: listAlone, users: 3 });
  const { keyPem, certificatePem, encryptedKeyPem, pfx } = world.certificate;
  const pem = keyPem + certificatePem;
  const old = await createCertificate({ notBefore: new Date('2020-01-01'), notAfter: new Date('2021-01-01') });
  const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
  const file = async (name: string, content: string | Buffer) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return { certificate: '', 'certificate-path': path };
  };
  const folder = await mkdtemp(join(tmpdir(), 'certificates-'));
  t.after(() => rm(folder, { recursive: true }));
  const forms: Record<string, ActionInputs> = {
    'key, then certificate': { certificate: pem },
    'literal \\n': { certificate: pem.replaceAll('\n', '\\n') },
    'base64 of PFX, wrapped, with a password': {
      certificate: wrapped(pfx({ password })),
      'certificate-password': password,
    },
    'PFX encrypted with RC2': {
      certificate: pfx({ password: 'abc', algorithm: 'rc2' }).toString('base64'),
      'certificate-password': 'abc',
    },
    'encrypted PKCS#8 key': {
      certificate: encryptedKeyPem(password) + certificatePem,
      'certificate-password': password,
    },
    'a PEM file in UTF-16': await file('utf16.pem', utf16(pem)),
    'what "az keyvault secret show" prints': {
      certificate: JSON.stringify({ contentType: 'application/x-pkcs12', value: pfx().toString('base64') }),
    },
    'an old key and certificate before the ones of now': {
      certificate: old.keyPem + old.certificatePem + pem,
    },
    'a key in the old form of OpenSSL, with DES': {
      certificate: desKey(keyPem, 'x1y2') + certificatePem,
      'certificate-password': 'x1y2',
    },
    'a PEM file': await file('credential.pem', pem),
    'a PFX file': { ...(await file('credential.pfx', pfx({ password }))), 'certificate-password': password },
  };
  for (const [name, inputs] of Object.entries(forms)) {
    await t.test(name, async () => {
      const run = await world.audit({ ...inputs, summary: 'none' });
      assert.deepEqual(run.annotations.error, []);
      assert.equal(run.outputs['user-count'], '3');
    });
  }
});
