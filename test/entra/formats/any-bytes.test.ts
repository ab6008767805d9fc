import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Failure } from '../../../src/base/failure.ts';
import { readCertificate } from '../../../src/entra/certificate.ts';
import { sharedCertificate } from '../../harness/certificates.ts';

const own = await sharedCertificate();
const whole: (string | Buffer)[] = [
  own.pfx({ password: 'x1y2', iterations: 2 }),
  own.pfx({ password: 'x1y2', iterations: 2, mac: 'none' }),
  own.pfx({ password: 'x1y2', iterations: 2, mac: 'pbmac1', algorithm: '3des' }),
  own.pfx({ mac: 'none', algorithm: 'none' }),
  own.certificateDer,
  own.keyPem + own.certificatePem,
  own.encryptedKeyPem('x1y2') + own.certificatePem,
];

/** A credential of which some bytes were changed, taken away or put in. */
const spoiled = fc
  .tuple(
    fc.constantFrom(...whole),
    fc.array(fc.record({ at: fc.nat(4000), take: fc.nat(3), put: fc.uint8Array({ maxLength: 3 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([content, changes]) => {
    let bytes = Buffer.from(content);
    for (const { at, take, put } of changes) {
      const start = at % bytes.length;
      bytes = Buffer.concat([bytes.subarray(0, start), put, bytes.subarray(start + take)]);
    }
    return bytes;
  });

/** Read, or refused with a code of ours: never an error that nobody has thought of. */
async function isTold(content: string | Buffer): Promise<void> {
  try {
    await readCertificate({ content, password: 'x1y2', input: 'certificate' }, Date.now());
  } catch (error) {
    assert.ok(error instanceof Failure, error instanceof Error ? error.stack : String(error));
    assert.match(error.code, /^certificate-/);
  }
}

test('a credential that was spoiled anywhere is read or told', () =>
  fc.assert(fc.asyncProperty(spoiled, isTold), { numRuns: 400 }));

test('a credential that was cut anywhere is read or told', () =>
  fc.assert(
    fc.asyncProperty(fc.constantFrom(...whole), fc.nat(4000), (content, length) => isTold(content.slice(0, length))),
    { numRuns: 400 },
  ));

test('any text and any bytes are told', async () => {
  await fc.assert(fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), fc.json()), isTold));
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      isTold,
    ),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array().map((bytes) => Buffer.concat([Buffer.from([0x30, 0x82, 1, 0]), bytes])),
      isTold,
    ),
  );
});
