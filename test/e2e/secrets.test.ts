import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWorld } from '../harness/world.ts';

test('keys, passwords, assertions and tokens are masked, ids are not, and nothing else shows them', async () => {
  await using world = await createWorld({ users: 30 });
  const { certificate, emulator, app } = world;
  const password = 'correct horse battery';
  const run = await world.audit(
    { certificate: certificate.pfx({ password }).toString('base64'), 'certificate-password': password },
    { debug: true },
  );
  assert.equal(run.exitCode, 0);
  const masked = run.masks.join('\n');
  assert.ok(run.masks.includes(password));
  const keyLine = certificate.keyPem.split('\n')[3] ?? '';
  assert.ok(masked.includes(keyLine), 'the key, line by line');
  assert.match(masked, /^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+$/m, 'assertion and token');
  for (const id of [emulator.tenantId, app.clientId, certificate.thumbprintSha1]) assert.ok(!masked.includes(id));
  const shown =
    run.stdout
      .split('\n')
      .filter((line) => !line.startsWith('::add-mask::'))
      .join('\n') + run.stderr;
  for (const secret of run.masks) assert.ok(!shown.includes(secret), 'a masked value was printed');
  assert.deepEqual(run.maskedOutputs, []);
});
