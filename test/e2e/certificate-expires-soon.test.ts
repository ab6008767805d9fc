import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCertificate } from '../harness/certificates.ts';
import { listCompared } from '../harness/list-alone.ts';
import { createWorld } from '../harness/world.ts';

test('a certificate that ends within 30 days is pointed out, and the run succeeds', async () => {
  const notAfter = new Date(Date.now() + 29.5 * 24 * 60 * 60 * 1000);
  const certificate = await createCertificate({ notAfter });
  await using world = await createWorld({ inputs: listCompared, users: 3, certificate });
  const run = await world.audit({ publish: 'none' });
  assert.equal(run.exitCode, 0);
  const day = notAfter.toISOString().slice(0, 10);
  assert.deepEqual(run.annotations.warning, [
    `The certificate ${certificate.thumbprintSha1} expires on ${day}, in 29 days. Register a new one beside it now; the old one keeps working until then.`,
  ]);
  assert.equal(run.outputs['certificate-expires-on'], day);
});
