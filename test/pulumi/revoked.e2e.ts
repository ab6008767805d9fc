import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startEmulator } from '../../emulator/index.ts';
import { audit } from './audit.ts';
import { createStack } from './stack.ts';
import { administratorGraph } from './tenant.ts';

test('what is changed behind its back is found by refresh and mended by up', async (t) => {
  await using emulator = await startEmulator({ https: true, users: 5 });
  await using stack = await createStack(emulator);
  await stack.must('up', '--skip-preview');
  const outputs = await stack.outputs();
  const graph = await administratorGraph(emulator);
  const [{ id }] = (await graph('GET', `/applications?$filter=appId eq '${outputs.clientId}'`)).value;
  const exitCode = async () => {
    const run = await audit(emulator, outputs);
    await run.cleanup();
    return run.exitCode;
  };
  const drift = ['preview', '--refresh', '--expect-no-changes'];
  const mend = async () => {
    await stack.must('up', '--skip-preview', '--refresh');
    await stack.must(...drift);
    assert.deepEqual(await stack.outputs(), outputs);
    assert.equal(await exitCode(), 0);
  };
  assert.equal(await exitCode(), 0);

  await t.test('a certificate that was revoked', async () => {
    await graph('PATCH', `/applications/${id}`, { keyCredentials: [] });
    assert.equal(await exitCode(), 1);
    const found = await stack.pulumi(drift);
    assert.notEqual(found.code, 0);
    assert.match(found.text, /ApplicationCertificate directory-reader-certificate-first/);
    await mend();
  });

  await t.test('a consent that was taken back', async () => {
    const [principal] = (await graph('GET', `/servicePrincipals?$filter=appId eq '${outputs.clientId}'`)).value;
    const path = `/servicePrincipals/${principal.id}/appRoleAssignments`;
    const [consent] = (await graph('GET', path)).value;
    await graph('DELETE', `${path}/${consent.id}`);
    assert.equal(await exitCode(), 1);
    assert.notEqual((await stack.pulumi(drift)).code, 0);
    await mend();
  });

  await t.test('a permission that somebody added', async () => {
    const [{ requiredResourceAccess }] = (await graph('GET', `/applications?$filter=appId eq '${outputs.clientId}'`))
      .value;
    const [{ resourceAppId, resourceAccess }] = requiredResourceAccess;
    const more = { id: '7ab1d382-f21e-4acd-a863-ba3e13f7da61', type: 'Role' };
    await graph('PATCH', `/applications/${id}`, {
      requiredResourceAccess: [{ resourceAppId, resourceAccess: [...resourceAccess, more] }],
    });
    assert.notEqual((await stack.pulumi(drift)).code, 0);
    await mend();
  });
});
