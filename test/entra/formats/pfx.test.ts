import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { createSecureContext } from 'node:tls';
import { Failure } from '../../../src/base/failure.ts';
import { readCertificate } from '../../../src/entra/certificate.ts';
import { createCertificate, sharedCertificate } from '../../harness/certificates.ts';
import type { PfxAlgorithm, PfxMac } from '../../harness/pfx.ts';

const own = await sharedCertificate();
const now = Date.now();
const macs: PfxMac[] = ['sha1', 'sha256', 'sha384', 'sha512', 'pbmac1', 'none'];
const algorithms: PfxAlgorithm[] = ['aes', '3des', 'rc2', 'none'];
const passwords = [null, '', 'x1y2', 'pässwörd £ 日本 🔑'];

async function outcome(pfx: Buffer, password: string): Promise<string> {
  try {
    const read = await readCertificate({ content: pfx, password, input: 'certificate' }, now);
    assert.equal(read.privateKey, own.keyPem);
    return read.thumbprintSha256;
  } catch (error) {
    assert.ok(error instanceof Failure, String(error));
    return error.code;
  }
}

for (const mac of macs) {
  for (const algorithm of algorithms) {
    for (const password of passwords) {
      const pfx = own.pfx({ mac, algorithm, password, iterations: 5 });
      const title = `MAC ${mac}, cipher ${algorithm}, password ${JSON.stringify(password)}`;

      test(`${title}: opened`, async () => {
        assert.equal(await outcome(pfx, password ?? ''), own.thumbprintSha256);
      });

      // OpenSSL has left RC2 behind, and tells the two readings of no password apart by a MAC of PKCS#12's own alone.
      const isTold = password || (password === '' && mac !== 'pbmac1' && mac !== 'none');
      if (algorithm !== 'rc2' && isTold) {
        test(`${title}: OpenSSL opens it as well`, () => {
          createSecureContext({ pfx, passphrase: password ?? '' });
        });
      }

      const isOpen = mac === 'none' && algorithm === 'none';
      if (!password || isOpen) {
        test(`${title}: a password that is not needed does no harm`, async () => {
          assert.equal(await outcome(pfx, 'unneeded'), own.thumbprintSha256);
        });
        continue;
      }
      test(`${title}: a wrong password and none are told as what they are`, async () => {
        assert.equal(await outcome(pfx, 'another'), 'certificate-password-wrong');
        assert.equal(await outcome(pfx, ''), 'certificate-password-missing');
      });
    }
  }
}

test('OpenSSL before 1.1 made a character of each byte of a password', async () => {
  const password = 'pässwörd';
  const asBytes = Buffer.from(password, 'utf8').toString('latin1');
  for (const algorithm of ['3des', 'rc2'] as const) {
    assert.equal(await outcome(own.pfx({ algorithm, password: asBytes }), password), own.thumbprintSha256);
  }
});

test('what stands behind the end is passed over', async () => {
  const pfx = own.pfx({ password: 'x1y2' });
  for (const behind of ['\n', '\r\n', '\0'.repeat(500), '\0'.repeat(1_000_000), 'rubbish', '0', '0\x82'])
    assert.equal(await outcome(Buffer.concat([pfx, Buffer.from(behind, 'latin1')]), 'x1y2'), own.thumbprintSha256);
});

/**
 * Encodes DER anew as BER: constructed values have no length but an end, and long octet strings come in pieces.
 * OpenSSL's streaming, old Windows and NSS write it so.
 */
function toBer(der: Buffer): Buffer {
  if (der.length === 0) return der;
  const [tag = 0, first = 0] = der;
  const lengthBytes = first > 0x80 ? first & 0x7f : 0;
  const length = lengthBytes ? der.readUIntBE(2, lengthBytes) : first;
  const start = 2 + lengthBytes;
  const content = der.subarray(start, start + length);
  const isLongString = (tag === 0x04 || tag === 0x80) && length > 100;
  const isConstructed = (tag & 0x20) !== 0;
  const inner = isLongString
    ? Buffer.concat([piece(content.subarray(0, 100)), piece(content.subarray(100))])
    : isConstructed && toBer(content);
  const value = inner
    ? Buffer.concat([Buffer.from([tag | 0x20, 0x80]), inner, Buffer.alloc(2)])
    : der.subarray(0, start + length);
  return Buffer.concat([value, toBer(der.subarray(start + length))]);
}

function piece(content: Buffer): Buffer {
  const header = Buffer.from([0x04, 0x82, 0, 0]);
  header.writeUInt16BE(content.length, 2);
  return Buffer.concat([header, content]);
}

test('BER, without lengths and in pieces, is read as DER is', async () => {
  for (const mac of ['sha256', 'none'] as const)
    assert.equal(await outcome(toBer(own.pfx({ mac, password: 'x1y2' })), 'x1y2'), own.thumbprintSha256);
});

test('a PFX whose MAC is made from the null password is opened', async () => {
  const content = await readFile(new URL('../fixtures/null-password-mac.pfx', import.meta.url));
  const read = await readCertificate({ content, password: '', input: 'certificate' }, now);
  assert.equal(read.subject, 'CN=case');
});

test('a certificate keeps its bytes, and with them its thumbprint, when RSA-PSS has signed it', async () => {
  const content = await readFile(new URL('../fixtures/pss-signed.pfx', import.meta.url));
  const read = await readCertificate({ content, password: 'case', input: 'certificate' }, now);
  assert.equal(read.thumbprintSha256, '3b70f52ca0eaf666247fe62e0b0e5c40786c4d70caf3dfd062547b7a8fe7c5df'.toUpperCase());
  const made = await createCertificate({ isPss: true });
  const again = await readCertificate({ content: made.pfx(), password: '', input: 'certificate' }, now);
  assert.equal(again.thumbprintSha256, made.thumbprintSha256);
});

test('a PFX that was changed after its MAC was made is damaged, not closed', async () => {
  const pfx = own.pfx({ password: 'x1y2' });
  // The last byte of the MAC's salt stands before the number of iterations.
  pfx[pfx.length - 5] = (pfx[pfx.length - 5] ?? 0) ^ 1;
  assert.equal(await outcome(pfx, 'x1y2'), 'certificate-damaged');
});
