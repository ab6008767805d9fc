import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { test } from 'node:test';
import { connect } from 'node:tls';
import { start } from '../support.ts';

/** DER of the object identifiers that strict verifiers look for in a server's certificate. */
const SUBJECT_KEY_IDENTIFIER = '0603551d0e';
const AUTHORITY_KEY_IDENTIFIER = '0603551d23';

test("the server's certificate has what strict verifiers demand", async () => {
  await using emulator = await start({ https: true });
  const ca = emulator.caCertificate ?? '';
  const socket = connect({
    host: '127.0.0.1',
    port: Number(new URL(emulator.origin).port),
    ca,
    servername: 'localhost',
  });
  await once(socket, 'secureConnect');
  const certificate = new X509Certificate(socket.getPeerCertificate().raw);
  socket.destroy();

  assert.equal(certificate.ca, false);
  assert.ok(certificate.checkIssued(new X509Certificate(ca)));
  assert.deepEqual(certificate.keyUsage, ['1.3.6.1.5.5.7.3.1']);
  for (const extension of [SUBJECT_KEY_IDENTIFIER, AUTHORITY_KEY_IDENTIFIER]) {
    assert.ok(certificate.raw.toString('hex').includes(extension), extension);
  }
});
