import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startEmulator } from '../../emulator/index.ts';
import { createStack } from './stack.ts';
import { administratorGraph, leftovers } from './tenant.ts';

test('what a workflow signs in with survives destroy, until the protection is taken away', async () => {
  await using emulator = await startEmulator({ https: true, users: 5 });
  const config = { protect: true, certificates: { old: {}, current: {} }, active: 'current' };
  await using stack = await createStack(emulator, { config });
  await stack.must('up', '--skip-preview');

  const refused = await stack.pulumi(['destroy', '--skip-preview']);
  assert.notEqual(refused.code, 0);
  assert.match(refused.text, /cannot be deleted\s+because it is protected/);
  const graph = await administratorGraph(emulator);
  const [application] = (await graph('GET', "/applications?$filter=displayName eq 'entra-user-audit'")).value;
  const [principal] = (await graph('GET', `/servicePrincipals?$filter=appId eq '${application.appId}'`)).value;
  assert.equal(application.keyCredentials.length, 1, 'the active certificate');
  assert.equal((await graph('GET', `/servicePrincipals/${principal.id}/appRoleAssignments`)).value.length, 1);

  await stack.configure({ ...config, protect: false });
  await stack.must('up', '--skip-preview');
  await stack.must('destroy', '--skip-preview');
  assert.deepEqual(await leftovers(emulator), []);
});
