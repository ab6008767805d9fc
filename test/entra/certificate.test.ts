import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { test } from 'node:test';
import { Failure } from '../../src/base/failure.ts';
import { readCertificate } from '../../src/entra/certificate.ts';
import { createCertificate, sharedCertificate } from '../harness/certificates.ts';

const own = await sharedCertificate();
const other = await createCertificate({ subject: 'CN=Contoso Issuing CA' });
const another = await createCertificate({ subject: 'CN=Contoso Root CA' });
const { keyPem, pkcs1Pem, certificatePem, pfx, encryptedKeyPem } = own;
const pem = keyPem + certificatePem;
const now = Date.now();
const password = 'x1y2 ß';

const base64 = (content: string | Buffer) => Buffer.from(content).toString('base64');
const base64url = (content: string | Buffer) => Buffer.from(content).toString('base64url');
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
const wrapped = (text: string, end: string) => text.replace(/.{64}/g, `$&${end}`);
const certificateAs = (label: string) => certificatePem.replaceAll('CERTIFICATE', label);
/** An encrypted key as OpenSSL wrote it before PKCS#8: RFC 1421. */
const traditionalKey = createPrivateKey(keyPem)
  .export({ type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: password })
  .toString();
/** What OpenSSL writes around what it takes out of a PFX. */
const attributes =
  'Bag Attributes\n    localKeyID: 01 00 00 00\n    friendlyName: te-4f - 1\nKey Attributes: <No Attributes>\n';

/** Without a password, then with one. */
const forms: Record<string, string | Buffer | [string | Buffer]> = {
  'key, then certificate': pem,
  'certificate, then key': certificatePem + keyPem,
  'no line end at the end': pem.trimEnd(),
  'a PKCS#1 key': pkcs1Pem + certificatePem,
  'a certificate labelled X509': keyPem + certificateAs('X509 CERTIFICATE'),
  'a certificate labelled TRUSTED': keyPem + certificateAs('TRUSTED CERTIFICATE'),
  'CRLF line ends': pem.replaceAll('\n', '\r\n'),
  'CR line ends': pem.replaceAll('\n', '\r'),
  'literal \\n': pem.replaceAll('\n', '\\n'),
  'literal \\r\\n': pem.replaceAll('\n', '\\r\\n'),
  'all on one line': pem.replaceAll('\n', ' '),
  indented: pem.replaceAll('\n', '\n        '),
  'blank lines between the lines': pem.replaceAll('\n', '\n\n'),
  "OpenSSL's attributes around the blocks": attributes + keyPem + attributes + certificatePem,
  'a byte order mark': `\uFEFF${pem}`,
  'certificates of others first': keyPem + other.certificatePem + another.certificatePem + certificatePem,
  'certificates of others last': certificatePem + other.certificatePem + another.certificatePem + keyPem,
  'base64 of PEM': base64(pem),
  'base64 of PEM, wrapped': wrapped(base64(pem), '\n'),
  'base64 of PEM, wrapped by CRLF': wrapped(base64(pem), '\r\n'),
  'base64 of PEM, wrapped by literal \\n': wrapped(base64(pem), '\\n'),
  'base64 of PEM, without padding': base64(`${pem}\n`).replace(/=+$/, ''),
  'base64 of PEM with a byte order mark': base64(`\uFEFF${pem}`),
  'base64 of PEM in UTF-16': base64(utf16(pem)),
  'URL-safe base64 of PEM': base64url(`# ${'ÿ>?'.repeat(8)}\n${pem}`),
  'URL-safe base64 of PFX': base64url(pfx()),
  'base64 of PFX': base64(pfx()),
  'base64 of PFX, wrapped': wrapped(base64(pfx()), '\n'),
  'base64 of PFX with certificates of others first': base64(
    pfx({ others: [other.certificateDer, another.certificateDer] }),
  ),
  'base64 of PFX with a key that is not encrypted': base64(pfx({ key: 'plain' })),
  'a file of PEM': Buffer.from(pem),
  'a file of PEM with a byte order mark': Buffer.from(`\uFEFF${pem}`),
  'a file of PEM in UTF-16': utf16(pem),
  'a file of base64': Buffer.from(base64(pem)),
  'a file of base64 in UTF-16': utf16(`${base64(pfx())}\r\n`),
  'a file of PFX': pfx(),
  'an encrypted key': [encryptedKeyPem(password) + certificatePem],
  'an encrypted key of before PKCS#8': [traditionalKey + certificatePem],
  'an encrypted key of before PKCS#8, indented': [(traditionalKey + certificatePem).replaceAll('\n', '\n  ')],
  'a key that is not encrypted, beside a password': [pem],
  'a file of PFX with a password': [pfx({ password })],
  'a PFX with a password, 3DES': [pfx({ password: password, algorithm: '3des' })],
  'a PFX with a password, RC2': [pfx({ password: password, algorithm: 'rc2' })],
};
for (const [form, given] of Object.entries(forms)) {
  test(`${form} is read: the certificate of the key, and the key decrypted`, async () => {
    const source = Array.isArray(given) ? { content: given[0], password } : { content: given };
    const read = await readCertificate({ ...source, input: 'certificate' }, now);
    assert.equal(read.thumbprint, own.thumbprintSha1);
    assert.equal(read.thumbprintSha256, own.thumbprintSha256);
    assert.equal(read.subject, 'CN=entra-user-audit');
    assert.equal(read.privateKey, keyPem);
  });
}

test('the URL-safe forms above are none of the usual base64', () => {
  for (const form of ['URL-safe base64 of PEM', 'URL-safe base64 of PFX'])
    assert.match(String(forms[form]), /-.*_|_.*-/);
});

test('the name of a certificate that has several parts is told on one line', async () => {
  const named = await createCertificate({ subject: 'CN=Audit, O=Contoso' });
  const source = { content: named.keyPem + named.certificatePem, input: 'certificate' };
  assert.equal((await readCertificate(source, now)).subject, 'CN=Audit, O=Contoso');
});

const ec = await createCertificate({ keyType: 'ec' });
const key = createPrivateKey(keyPem);
const wholePfx = pfx();
/** How many bytes the key's PEM, or the beginning of it, spells. */
const keyBytes = (length = keyPem.length) =>
  Buffer.from(keyPem.slice(0, length).replace(/-----[^-]+-----|\s/g, ''), 'base64').length;
const refused: Record<string, [content: string | Buffer, code: string, facts?: object, password?: string]> = {
  nothing: ['', 'certificate-empty'],
  'blanks only': [' \r\n\t', 'certificate-empty'],
  'a byte order mark only': ['\uFEFF', 'certificate-empty'],
  'an empty file': [Buffer.alloc(0), 'certificate-empty'],
  'a file of blanks': [Buffer.from('\n\n'), 'certificate-empty'],
  'a word': ['hello', 'certificate-unreadable'],
  'words that are no base64': ['see the wiki!', 'certificate-unreadable'],
  'base64 of words': [base64('see the wiki'), 'certificate-unreadable'],
  'base64 of blanks': [base64(' \n'), 'certificate-unreadable'],
  'a certificate as DER': [own.certificateDer, 'certificate-key-missing'],
  'a PFX that was cut': [
    wholePfx.subarray(0, 900),
    'certificate-damaged',
    { found: 'the PFX', state: `cut: 900 of its ${wholePfx.length} bytes are there` },
  ],
  'the beginning of a key': [
    keyPem.slice(0, 600),
    'certificate-damaged',
    { found: 'the block "PRIVATE KEY"', state: `cut: ${keyBytes(600)} of its ${keyBytes()} bytes are there` },
  ],
  'a key that was mangled': [
    keyPem.replaceAll('M', '') + certificatePem,
    'certificate-damaged',
    { found: 'the block "PRIVATE KEY"', state: 'neither a key nor a certificate, or damaged' },
  ],
  'a certificate that was mangled': [
    keyPem + certificatePem.replace(/\n.{64}/, '\nAAAA'),
    'certificate-damaged',
    { found: 'the block "CERTIFICATE"', state: 'neither a key nor a certificate, or damaged' },
  ],
  'a certificate alone': [certificatePem, 'certificate-key-missing'],
  'a public key beside a certificate': [
    key.export({ type: 'pkcs8', format: 'pem' }).toString().replaceAll('PRIVATE', 'PUBLIC') + certificatePem,
    'certificate-key-missing',
  ],
  'a PFX without a key': [pfx({ key: 'none' }), 'certificate-key-missing'],
  'a key alone': [keyPem, 'certificate-missing'],
  'a key beside a request for a certificate': [keyPem + certificateAs('CERTIFICATE REQUEST'), 'certificate-missing'],
  'a key beside a certificate of another kind': [
    keyPem + certificateAs('ATTRIBUTE CERTIFICATE'),
    'certificate-missing',
  ],
  'the certificates of others, all of their thumbprints': [
    keyPem + other.certificatePem + another.certificatePem,
    'certificate-mismatch',
    { thumbprint: `${other.thumbprintSha1}, ${another.thumbprintSha1}` },
  ],
  'an elliptic-curve key': [ec.keyPem + ec.certificatePem, 'certificate-not-rsa', { keyType: 'ec' }],
  'an elliptic-curve key in a PFX': [ec.pfx(), 'certificate-not-rsa', { keyType: 'ec' }],
  'an elliptic-curve key alone': [ec.keyPem, 'certificate-not-rsa', { keyType: 'ec' }],
  'an encrypted key without its password': [encryptedKeyPem(password) + certificatePem, 'certificate-password-missing'],
  'an encrypted key of before PKCS#8 without its password': [
    traditionalKey + certificatePem,
    'certificate-password-missing',
  ],
  'an encrypted key with an empty password': [
    encryptedKeyPem(password) + certificatePem,
    'certificate-password-missing',
    {},
    '',
  ],
  'an encrypted key with another password': [
    encryptedKeyPem(password) + certificatePem,
    'certificate-password-wrong',
    {},
    'pa55',
  ],
  'a PFX without its password': [pfx({ password }), 'certificate-password-missing'],
  'a PFX with another password': [pfx({ password }), 'certificate-password-wrong', {}, 'pa55'],
};
for (const [what, [content, code, facts = {}, given]] of Object.entries(refused)) {
  test(`${what}: ${code}`, async () => {
    const reading = readCertificate({ content, password: given, input: 'certificate-path' }, now);
    await assert.rejects(reading, (error: unknown) => {
      assert.ok(error instanceof Failure, String(error));
      assert.deepEqual({ code: error.code, ...error.facts }, { code, input: 'certificate-path', ...facts });
      return true;
    });
  });
}

const first = Math.floor(own.notBefore.getTime() / 1000) * 1000;
const last = Math.floor(own.notAfter.getTime() / 1000) * 1000;
for (const [when, at, code] of [
  ['a millisecond before its first', first - 1, 'certificate-not-yet-valid'],
  ['at its first', first, undefined],
  ['at its last', last, undefined],
  ['a millisecond after its last', last + 1, 'certificate-expired'],
] as const) {
  test(`${when} moment a certificate is ${code ? 'refused' : 'taken'}`, async () => {
    const reading = readCertificate({ content: pem, input: 'certificate' }, at);
    if (code === undefined) {
      const { notBefore, notAfter } = await reading;
      assert.deepEqual([notBefore.getTime(), notAfter.getTime()], [first, last]);
      return;
    }
    await assert.rejects(reading, (error: Failure) => {
      assert.equal(error.code, code);
      assert.deepEqual(error.facts, {
        input: 'certificate',
        thumbprint: own.thumbprintSha1,
        notBefore: new Date(first).toISOString(),
        notAfter: new Date(last).toISOString(),
        now: new Date(at).toISOString(),
      });
      return true;
    });
  });
}
