import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCertificate } from '../harness/certificates.ts';
import { listCompared } from '../harness/list-alone.ts';
import { createWorld } from '../harness/world.ts';

test('a certificate that RSA-PSS has signed signs in out of a PFX, by the thumbprint of its own bytes', async () => {
  const certificate = await createCertificate({ isPss: true });
  await using world = await createWorld({ inputs: listCompared, users: 3, certificate });
  const run = await world.audit({ certificate: certificate.pfx().toString('base64'), publish: 'none' });
  assert.deepEqual(run.annotations.error, []);
  assert.equal(run.outputs['user-count'], '3');
  assert.match(run.lines.join('\n'), new RegExp(`with certificate ${certificate.thumbprintSha1} `));
});
