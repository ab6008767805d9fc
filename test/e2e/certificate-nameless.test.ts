import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCertificate } from '../harness/certificates.ts';
import { listCompared } from '../harness/list-alone.ts';
import { createWorld } from '../harness/world.ts';

test('a certificate without a subject signs in', async () => {
  const certificate = await createCertificate({ subject: '' });
  await using world = await createWorld({ inputs: listCompared, users: 3, certificate });
  const run = await world.audit({ publish: 'none' });
  assert.deepEqual(run.annotations.error, []);
  assert.match(
    run.lines.join('\n'),
    new RegExp(`with certificate ${certificate.thumbprintSha1} \\(no subject\\), valid`),
  );
});
