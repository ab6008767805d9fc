import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../../src/base/failure.ts';
import { readCertificate } from '../../../src/entra/certificate.ts';
import { integer, octets, oid, sequence, toDer } from '../../harness/asn1.ts';
import { sharedCertificate } from '../../harness/certificates.ts';

const own = await sharedCertificate();

async function codeOf(content: string | Buffer, password = 'x1y2'): Promise<string> {
  try {
    await readCertificate({ content, password, input: 'certificate' }, Date.now());
    return 'none';
  } catch (error) {
    assert.ok(error instanceof Failure, String(error));
    return error.code;
  }
}

/** A number of rounds that takes as many bytes as 70000 does. */
function withRounds(pfx: Buffer, rounds: string): Buffer {
  return Buffer.from(pfx.toString('hex').replaceAll('0203011170', `0203${rounds}`), 'hex');
}

test('more rounds than anybody waits for are told as such, and not gone', async () => {
  for (const algorithm of ['aes', '3des'] as const) {
    const pfx = own.pfx({ password: 'x1y2', mac: 'none', algorithm, iterations: 70_000 });
    assert.equal(await codeOf(withRounds(pfx, '7fffff')), 'certificate-cipher-unknown');
    assert.equal(await codeOf(withRounds(pfx, '000000')), 'certificate-damaged');
  }
});

/** An encrypted key whose passphrase goes through scrypt, RFC 7914. */
function scryptKey(N: number, r: number, p: number): Buffer {
  const derivation = sequence(oid('1.3.6.1.4.1.11591.4.11'), sequence(octets('salt'), ...[N, r, p].map(integer)));
  const cipher = sequence(oid('2.16.840.1.101.3.4.1.42'), octets('0123456789abcdef'));
  const algorithm = sequence(oid('1.2.840.113549.1.5.13'), sequence(derivation, cipher));
  return Buffer.from(toDer(sequence(algorithm, octets('0123456789abcdef'))), 'latin1');
}

test('scrypt that takes more memory or time than there is is told as such', async () => {
  for (const [N, r, p] of [
    [2 ** 30, 8, 1],
    [2 ** 19, 8, 1000],
    [2, 2 ** 30, 2 ** 10],
  ] as const) {
    assert.equal(await codeOf(scryptKey(N, r, p)), 'certificate-cipher-unknown');
  }
  assert.equal(await codeOf(scryptKey(1000, 8, 1)), 'certificate-damaged');
  assert.equal(await codeOf(scryptKey(1024, 8, 1)), 'certificate-password-wrong');
});

/** Tag and length, in three bytes. */
function headOf(length: number, tag = 0x24): Buffer {
  const header = Buffer.from([tag, 0x83, 0, 0, 0]);
  header.writeUIntBE(length, 2, 3);
  return header;
}

function wrap(tag: number, content: Buffer): Buffer {
  return Buffer.concat([headOf(content.length, tag), content]);
}

test('pieces within pieces without end are damaged', async () => {
  const heads = Array.from({ length: 100_000 }, (_, index) => headOf(5 * index));
  const content = wrap(0xa0, Buffer.concat(heads.reverse()));
  const authSafe = wrap(0x30, Buffer.concat([Buffer.from('06092a864886f70d010701', 'hex'), content]));
  const pfx = wrap(0x30, Buffer.concat([Buffer.from('020103', 'hex'), authSafe]));
  assert.equal(await codeOf(pfx), 'certificate-damaged');
});

test('a megabyte of one character is told', async () => {
  const most = 1024 * 1024 - 100;
  for (const character of ['\0', '-', '\\', 'A', ' ', '\n', '[', '0 ']) {
    const text = character.repeat(most / character.length);
    assert.match(await codeOf(Buffer.from(text)), /^certificate-/);
    assert.match(await codeOf(`-----BEGIN PRIVATE KEY-----\n${text}x`), /^certificate-/);
  }
});
