import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { startEmulator } from '../../emulator/index.ts';
import { auditWithCertificate } from './audit.ts';
import { createStack, type Stack } from './stack.ts';
import { administratorGraph, type Graph, leftovers } from './tenant.ts';

const github = { repository: 'contoso/audit', environments: ['production'] };
const drift = ['preview', '--refresh', '--expect-no-changes'];

/** The application and its service principal, as the portal has them. */
async function objects(graph: Graph, stack: Stack) {
  const filter = `$filter=appId eq '${(await stack.outputs()).clientId}'`;
  const [application] = (await graph('GET', `/applications?${filter}`)).value;
  const [principal] = (await graph('GET', `/servicePrincipals?${filter}`)).value;
  return { application: `/applications/${application.id}`, principal: `/servicePrincipals/${principal.id}` };
}

test('an application that was deleted is found, and made again with the same keys', async () => {
  await using emulator = await startEmulator({ https: true, users: 5 });
  const config = { github, certificates: { first: {}, second: {} }, active: 'first' };
  await using stack = await createStack(emulator, { config });
  await stack.must('up', '--skip-preview');
  const before = await stack.outputs();
  const graph = await administratorGraph(emulator);
  const { application } = await objects(graph, stack);
  await graph('DELETE', application);

  const found = await stack.pulumi(drift);
  assert.notEqual(found.code, 0);
  assert.match(found.text, /directory-reader-certificate-/);
  assert.match(found.text, /404/);

  const readme = await readFile(join(import.meta.dirname, '../../infra/README.md'), 'utf8');
  const commands = /application was deleted in the portal[\s\S]*?```sh\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  assert.match(commands, /pulumi state delete/);
  await stack.shell(commands);
  await stack.must(...drift);
  const after = await stack.outputs();
  assert.notEqual(after.clientId, before.clientId);
  assert.equal(after.certificatePem, before.certificatePem);
  const run = await auditWithCertificate(emulator, after);
  assert.equal(run.outputs['user-count'], '5', run.lines.join('\n'));
  await run.cleanup();
  await stack.must('destroy', '--skip-preview');
  assert.deepEqual(await leftovers(emulator), []);
});

test('owners and federated credentials that were changed are found, and mended by whoever still may', async (t) => {
  await using emulator = await startEmulator({ https: true, users: 5 });
  const graph = await administratorGraph(emulator);
  const [{ id: user }] = (await graph('GET', '/users?$top=1')).value;
  await using stack = await createStack(emulator, { config: { github, owners: [user] } });
  await stack.must('up', '--skip-preview');
  const { application, principal } = await objects(graph, stack);
  const ownersOf = async (path: string): Promise<string[]> =>
    (await graph('GET', `${path}/owners`)).value.map(({ id }: { id: string }) => id).sort();
  const owners = await ownersOf(application);
  const found = async () => assert.notEqual((await stack.pulumi(drift)).code, 0);
  const mend = async () => {
    await stack.must('up', '--refresh', '--skip-preview');
    await stack.must(...drift);
    assert.deepEqual(await ownersOf(application), owners);
  };

  await t.test('a federated credential', async () => {
    const [{ id }] = (await graph('GET', `${application}/federatedIdentityCredentials`)).value;
    await graph('PATCH', `${application}/federatedIdentityCredentials/${id}`, {
      subject: 'repo:other/audit:pull_request',
    });
    await found();
    await mend();
    const [{ subject }] = (await graph('GET', `${application}/federatedIdentityCredentials`)).value;
    assert.equal(subject, 'repo:contoso/audit:environment:production');
  });

  await t.test('another owner', async () => {
    await graph('DELETE', `${application}/owners/${user}/$ref`);
    await found();
    await mend();
  });

  await t.test('the pipeline itself, which an administrator must put back', async () => {
    const pipeline = owners.find((owner) => owner !== user);
    for (const path of [application, principal]) await graph('DELETE', `${path}/owners/${pipeline}/$ref`);
    await found();
    const refused = await stack.pulumi(['up', '--refresh', '--skip-preview']);
    assert.notEqual(refused.code, 0);
    assert.match(refused.text, /403|Authorization_RequestDenied/);
    const reference = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${pipeline}` };
    for (const path of [application, principal]) await graph('POST', `${path}/owners/$ref`, reference);
    await mend();
  });
});
