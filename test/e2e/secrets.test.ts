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
  const issued = run.masks.map(claimsOf);
  const assertion = issued.filter(({ iss, sub }) => iss === app.clientId && sub === app.clientId);
  assert.equal(assertion.length, 1, 'the assertion, which the application issues itself');
  assert.equal(issued.filter(({ appid }) => appid === app.clientId).length, 1, 'the token, which Entra issues');
  for (const id of [emulator.tenantId, app.clientId, certificate.thumbprintSha1]) assert.ok(!masked.includes(id));
  const shown =
    run.stdout
      .split('\n')
      .filter((line) => !line.startsWith('::add-mask::'))
      .join('\n') + run.stderr;
  for (const secret of run.masks) assert.ok(!shown.includes(secret), 'a masked value was printed');
  assert.deepEqual(run.maskedOutputs, []);
});

test("GitHub's OIDC token, which is the assertion then, and the access token are masked", async () => {
  await using world = await createWorld({ users: 3, credential: 'oidc' });
  const run = await world.audit({ publish: 'none' }, { debug: true });
  assert.equal(run.exitCode, 0);
  const issued = run.masks.map(claimsOf);
  assert.ok(issued.some(({ iss }) => iss === world.github.origin));
  assert.ok(issued.some(({ appid }) => appid === world.app.clientId));
});

/** What a JWT says; nothing when it is none. */
function claimsOf(value: string): Record<string, unknown> {
  const payload = /^[\w-]+\.([\w-]+)\.[\w-]+$/.exec(value)?.[1];
  return payload === undefined ? {} : JSON.parse(Buffer.from(payload, 'base64url').toString());
}
