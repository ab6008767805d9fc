import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startEmulator } from '../../emulator/index.ts';
import { audit } from './audit.ts';
import { createStack } from './stack.ts';
import { administratorGraph, type Graph, leftovers } from './tenant.ts';

const reader = 'directory-reader';
const consentName = `${reader}-consent-User.Read.All`;
const consentType = 'azuread:index/appRoleAssignment:AppRoleAssignment';

/** The ids as infra/README.md says to find them. */
async function idsOf(graph: Graph, name: string) {
  const [application] = (await graph('GET', `/applications?$filter=displayName eq '${name}'`)).value;
  const [principal] = (await graph('GET', `/servicePrincipals?$filter=appId eq '${application.appId}'`)).value;
  const [consent] = (await graph('GET', `/servicePrincipals/${principal.id}/appRoleAssignments`)).value;
  return {
    application: `/applications/${application.id}`,
    principal: `/servicePrincipals/${principal.id}`,
    consent: consent && `/servicePrincipals/${consent.resourceId}/appRoleAssignedTo/${consent.id}`,
  };
}

test('after the loss of the state the reader is imported; the old certificate works until it is removed', async () => {
  await using emulator = await startEmulator({ https: true, users: 5 });
  const folder = await mkdtemp(join(tmpdir(), 'audit-'));
  const graph = await administratorGraph(emulator);
  await using lost = await createStack(emulator);
  await lost.must('up', '--skip-preview');
  const old = await lost.outputs();

  await using stack = await createStack(emulator);
  const refused = await stack.pulumi(['up', '--skip-preview']);
  assert.match(refused.text, /An existing "azuread_application" with name "entra-user-audit" \(ID: "[0-9a-f-]{36}"\)/);
  await stack.must('destroy', '--skip-preview');

  const ids = await idsOf(graph, 'entra-user-audit');
  const file = join(folder, 'import.json');
  const parent = reader;
  const resources = [
    { type: 'entra-user-audit:index:DirectoryReader', name: reader, component: true },
    { type: 'azuread:index/application:Application', name: `${reader}-application`, id: ids.application, parent },
    { type: 'azuread:index/servicePrincipal:ServicePrincipal', name: `${reader}-principal`, id: ids.principal, parent },
    { type: consentType, name: consentName, id: ids.consent, parent },
  ];
  await writeFile(file, JSON.stringify({ resources }));
  await stack.must('import', '--file', file, '--protect=false', '--generate-code=false', '--skip-preview');
  await stack.must('up', '--skip-preview');
  await stack.must('preview', '--refresh', '--expect-no-changes');
  assert.equal((await leftovers(emulator)).length, 2);

  const outputs = await stack.outputs();
  assert.equal(outputs.clientId, old.clientId);
  for (const credential of [old, outputs]) {
    const run = await audit(emulator, credential);
    assert.equal(run.outputs['user-count'], '5', run.lines.join('\n'));
    await run.cleanup();
  }
  await rm(folder, { recursive: true });
});

test('a consent that an administrator gave by the URL is imported when Pulumi is to grant it', async () => {
  await using emulator = await startEmulator({ https: true, users: 5 });
  await using stack = await createStack(emulator, { config: { grantAdminConsent: false } });
  await stack.must('up', '--skip-preview');
  const graph = await administratorGraph(emulator);
  const { principal } = await idsOf(graph, 'entra-user-audit');
  const [microsoftGraph] = (await graph('GET', "/servicePrincipals?$filter=displayName eq 'Microsoft Graph'")).value;
  await graph('POST', `${principal}/appRoleAssignments`, {
    principalId: principal.split('/')[2],
    resourceId: microsoftGraph.id,
    appRoleId: 'df021288-bdef-4463-88db-98f22de89214',
  });

  await stack.configure({ grantAdminConsent: true });
  const refused = await stack.pulumi(['up', '--skip-preview']);
  assert.match(refused.text, /Permission being assigned already exists on the object/);

  const { consent } = await idsOf(graph, 'entra-user-audit');
  const urn = `urn:pulumi:${stack.name}::entra-user-audit::entra-user-audit:index:DirectoryReader::${reader}`;
  await stack.must(
    ...['import', consentType, consentName, consent, '--parent', `${reader}=${urn}`],
    ...['--protect=false', '--generate-code=false', '--skip-preview'],
  );
  await stack.must('up', '--skip-preview', '--expect-no-changes');
});
