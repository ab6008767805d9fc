import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCertificate } from '../../../src/entra/certificate.ts';
import { sharedCertificate } from '../../harness/certificates.ts';

test('a certificate whose dates cannot be read is damaged, whatever else of it can', async () => {
  const own = await sharedCertificate();
  const der = Buffer.from(own.certificateDer);
  // A UTCTime of 13 characters: its month becomes the 99th.
  const at = /\x17\r\d{12}Z/.exec(der.toString('latin1'))?.index;
  assert.ok(at);
  der.write('99', at + 4, 'latin1');
  const certificate = `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;
  await assert.rejects(readCertificate({ content: own.keyPem + certificate, input: 'certificate' }, Date.now()), {
    code: 'certificate-damaged',
  });
});
