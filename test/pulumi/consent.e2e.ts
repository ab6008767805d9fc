import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startEmulator } from '../../emulator/index.ts';
import { audit } from './audit.ts';
import { createStack } from './stack.ts';
import { administratorGraph } from './tenant.ts';

test('without consent the permission is only declared, and both stack and Action say where to consent', async () => {
  await using emulator = await startEmulator({ https: true, users: 5 });
  await using stack = await createStack(emulator, { config: { grantAdminConsent: false, signInActivity: true } });
  await stack.must('up', '--skip-preview');
  const outputs = await stack.outputs();
  const path = `/${emulator.tenantId}/adminconsent?client_id=${outputs.clientId}`;
  assert.equal(outputs.adminConsentUrl, `https://login.microsoftonline.com${path}`);

  const graph = await administratorGraph(emulator);
  const [application] = (await graph('GET', `/applications?$filter=appId eq '${outputs.clientId}'`)).value;
  const [principal] = (await graph('GET', `/servicePrincipals?$filter=appId eq '${outputs.clientId}'`)).value;
  const consents = async () => (await graph('GET', `/servicePrincipals/${principal.id}/appRoleAssignments`)).value;
  assert.equal(application.requiredResourceAccess[0].resourceAccess.length, 2);
  assert.deepEqual(await consents(), []);

  const refused = await audit(emulator, outputs);
  assert.equal(refused.exitCode, 1);
  assert.match(refused.annotations.error[0] ?? '', /Graph answered 403/);
  assert.ok(refused.annotations.error[0]?.includes(`${emulator.origin}${path}`), refused.annotations.error[0]);
  await refused.cleanup();

  await stack.configure({ grantAdminConsent: true, signInActivity: true });
  await stack.must('up', '--skip-preview');
  assert.equal((await consents()).length, 2);
  const allowed = await audit(emulator, await stack.outputs());
  assert.equal(allowed.outputs['user-count'], '5', allowed.lines.join('\n'));
  await allowed.cleanup();
});
