import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startEmulator } from '../../emulator/index.ts';
import { audit } from './audit.ts';
import { createStack } from './stack.ts';
import { administratorGraph, leftovers } from './tenant.ts';

test('one up gives a reader that the Action signs in with; a second changes nothing; destroy leaves nothing', async (t) => {
  await using emulator = await startEmulator({ https: true, users: 250 });
  await using stack = await createStack(emulator);
  const timed = async (...args: string[]) => {
    const end = await stack.must(...args);
    t.diagnostic(`pulumi ${args.join(' ')}: ${end.seconds.toFixed(1)} s`);
    return end;
  };

  assert.match((await timed('preview')).text, /\+ 8 to create/);
  assert.deepEqual(await leftovers(emulator), []);
  await timed('up', '--skip-preview');
  await timed('up', '--skip-preview', '--expect-no-changes');
  assert.match((await timed('refresh', '--skip-preview')).text, /8 unchanged/);
  await timed('preview', '--refresh', '--expect-no-changes');

  const outputs = await stack.outputs();
  const run = await audit(emulator, outputs);
  const { error, warning, notice } = run.annotations;
  assert.deepEqual([error, [...warning, ...notice]], [[], [run.outputs.headline]], run.lines.join('\n'));
  assert.equal(run.outputs['user-count'], '250');
  assert.equal(run.outputs.reconciled, 'true');
  assert.equal(run.outputs['certificate-expires-on'], outputs.certificateExpiresOn);
  assert.ok(run.lines[0]?.includes(outputs.certificateThumbprint ?? ''), run.lines[0]);
  await run.cleanup();

  await t.test('the application has what the design says, and nothing else', async () => {
    const graph = await administratorGraph(emulator);
    const [application] = (await graph('GET', `/applications?$filter=appId eq '${outputs.clientId}'`)).value;
    assert.equal(application.displayName, 'entra-user-audit');
    assert.equal(application.signInAudience, 'AzureADMyOrg');
    assert.deepEqual(application.passwordCredentials, []);
    assert.deepEqual(
      [application.web.redirectUris, application.spa.redirectUris, application.publicClient.redirectUris],
      [[], [], []],
    );
    assert.match(application.notes, new RegExp(`Made by Pulumi, project entra-user-audit, stack ${stack.name}`));
    assert.deepEqual(
      application.keyCredentials.map(({ customKeyIdentifier }: { customKeyIdentifier: string }) => customKeyIdentifier),
      [outputs.certificateThumbprint],
    );
    const { value: owners } = await graph('GET', `/applications/${application.id}/owners`);
    assert.deepEqual(
      owners.map(({ appId }: { appId: string }) => appId),
      [emulator.deployer.clientId],
    );

    const [principal] = (await graph('GET', `/servicePrincipals?$filter=appId eq '${outputs.clientId}'`)).value;
    const [microsoftGraph] = (await graph('GET', "/servicePrincipals?$filter=displayName eq 'Microsoft Graph'")).value;
    const userReadAll = microsoftGraph.appRoles.find(({ value }: { value: string }) => value === 'User.Read.All').id;
    const { value: granted } = await graph('GET', `/servicePrincipals/${principal.id}/appRoleAssignments`);
    assert.deepEqual(
      granted.map(({ appRoleId }: { appRoleId: string }) => appRoleId),
      [userReadAll],
    );
    const [{ resourceAccess }] = application.requiredResourceAccess;
    assert.deepEqual(resourceAccess, [{ id: userReadAll, type: 'Role' }]);
  });

  await t.test('no private key can be read in the state, nor in the plain outputs', async () => {
    assert.doesNotMatch(await stack.exported(), /PRIVATE KEY/);
    assert.doesNotMatch((await stack.must('stack', 'output', '--json')).text, /PRIVATE KEY/);
    assert.match(outputs.certificatePem ?? '', /^-----BEGIN PRIVATE KEY-----[\s\S]*-----BEGIN CERTIFICATE-----/);
  });

  await timed('destroy', '--skip-preview');
  assert.deepEqual(await leftovers(emulator), []);
});
