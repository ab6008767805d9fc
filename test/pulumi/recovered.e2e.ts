import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { startEmulator } from '../../emulator/index.ts';
import { audit } from './audit.ts';
import { createStack, type Outputs } from './stack.ts';
import { administratorGraph, consent, type Graph, leftovers } from './tenant.ts';
import { copyProgram, installWithoutNetwork } from './toolchain.ts';

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

/** import.json of infra/README.md, with the ids of a tenant. */
async function importFile(ids: Awaited<ReturnType<typeof idsOf>>): Promise<string> {
  const readme = await readFile(join(import.meta.dirname, '../../infra/README.md'), 'utf8');
  const file = /Write `import\.json`[\s\S]*?```json\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  return file
    .replace('/applications/<object id>', ids.application)
    .replace('/servicePrincipals/<object id>', ids.principal)
    .replace('/servicePrincipals/<resourceId>/appRoleAssignedTo/<id>', ids.consent);
}

test('after the loss of the state a new project, of whatever name, imports the reader; the old certificate works until it is removed', async (t) => {
  await using emulator = await startEmulator({ https: true, users: 5 });
  const folder = await mkdtemp(join(tmpdir(), 'recovered-'));
  t.after(() => rm(folder, { recursive: true }));
  const [template, programs, project] = ['infra', 'programs', 'project'].map((name) => join(folder, name));
  assert.ok(template && programs && project);
  for (const place of [programs, project]) await mkdir(place);
  await copyProgram(template);
  const graph = await administratorGraph(emulator);
  await using lost = await createStack(emulator);
  await lost.must('up', '--skip-preview');
  const old = await lost.outputs();

  await installWithoutNetwork(lost.home, programs);
  const env = { PATH: `${programs}${delimiter}${lost.env.PATH}` };
  const run = async (commands: string) => (await lost.shell(commands, { folder: project, env })).text;
  await run(`pulumi new '${template}' --yes --name reader-of-contoso --stack recovered`);
  await assert.rejects(
    run('pulumi up --skip-preview'),
    /An existing "azuread_application" with name "entra-user-audit" \(ID: "[0-9a-f-]{36}"\)/,
  );
  const ids = await idsOf(graph, 'entra-user-audit');
  await writeFile(join(project, 'import.json'), await importFile(ids));
  await run('pulumi import --file import.json --protect=false --generate-code=false --skip-preview');
  await run('pulumi up --skip-preview');
  await run('pulumi preview --refresh --expect-no-changes');
  assert.equal((await leftovers(emulator)).length, 2);

  const outputs = JSON.parse(await run('pulumi stack output --show-secrets --json')) as Outputs;
  assert.equal(outputs.clientId, old.clientId);
  for (const credential of [old, outputs]) {
    const audited = await audit(emulator, credential);
    assert.equal(audited.outputs['user-count'], '5', audited.lines.join('\n'));
    await audited.cleanup();
  }
});

test('a consent that an administrator gave by the URL is imported when Pulumi is to grant it', async () => {
  await using emulator = await startEmulator({ https: true, users: 5 });
  await using stack = await createStack(emulator, { config: { grantAdminConsent: false } });
  await stack.must('up', '--skip-preview');
  const graph = await administratorGraph(emulator);
  const { principal } = await idsOf(graph, 'entra-user-audit');
  await consent(graph, principal.split('/')[2] ?? '', 'User.Read.All');

  await stack.configure({ grantAdminConsent: true });
  const refused = await stack.pulumi(['up', '--skip-preview']);
  assert.match(refused.text, /Permission being assigned already exists on the object/);

  const ids = await idsOf(graph, 'entra-user-audit');
  const urn = `urn:pulumi:${stack.name}::entra-user-audit::entra-user-audit:index:DirectoryReader::${reader}`;
  await stack.must(
    ...['import', consentType, consentName, ids.consent, '--parent', `${reader}=${urn}`],
    ...['--protect=false', '--generate-code=false', '--skip-preview'],
  );
  await stack.must('up', '--skip-preview', '--expect-no-changes');
});
