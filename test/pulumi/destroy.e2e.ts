import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startEmulator } from '../../emulator/index.ts';
import { auditWithCertificate } from './audit.ts';
import { createStack } from './stack.ts';
import { administratorGraph, leftovers } from './tenant.ts';

test('destroy deletes the application, and with it its credentials, without asking for each', async (t) => {
  await using emulator = await startEmulator({ https: true, users: 5 });
  const github = { repository: 'contoso/audit', environments: ['a', 'b', 'c'], branches: ['main', 'next'] };
  const config = { github, certificates: { first: {}, second: {} }, active: 'first' };
  await using stack = await createStack(emulator, { config });
  await stack.must('up', '--skip-preview');
  const graph = await administratorGraph(emulator);
  const before = emulator.requests.length;
  const { seconds } = await stack.must('destroy', '--skip-preview');
  t.diagnostic(`pulumi destroy: ${seconds.toFixed(1)} s`);
  const changes = emulator.requests
    .slice(before)
    .filter(({ method }) => method === 'PATCH' || method === 'DELETE')
    .map(({ method, path }) => `${method} ${path.replace(/[0-9a-f-]{36}.*/, '')}`);
  assert.deepEqual(
    changes.filter((change) => change.includes('/applications/')),
    ['DELETE /v1.0/applications/'],
  );
  assert.deepEqual(await leftovers(emulator), []);
  assert.deepEqual((await graph('GET', '/applications?$filter=startswith(displayName,%27entra%27)')).value, []);
});

test('a destroy that Graph refused half-way leaves nothing that signs in, and is resumed by the next one', async () => {
  await using emulator = await startEmulator({ https: true, users: 5 });
  const github = { repository: 'contoso/audit', environments: ['a'] };
  await using stack = await createStack(emulator, { config: { github, certificates: { first: {} } } });
  await stack.must('up', '--skip-preview');
  const outputs = await stack.outputs();
  const match = { path: '/applications/', method: 'DELETE' };
  emulator.faults.add({ kind: 'status', status: 403, body: 'graph', match });
  const refused = await stack.pulumi(['destroy', '--skip-preview']);
  assert.notEqual(refused.code, 0);
  assert.match(refused.text, /403/);

  assert.deepEqual(await leftovers(emulator), ['entra-user-audit'], 'the application, without its service principal');
  const graph = await administratorGraph(emulator);
  const [application] = (await graph('GET', `/applications?$filter=appId eq '${outputs.clientId}'`)).value;
  assert.equal(application.keyCredentials.length, 1);
  const run = await auditWithCertificate(emulator, outputs);
  assert.match(run.annotations.error[0] ?? '', /has no service principal in tenant/);
  await run.cleanup();
  const preview = await stack.pulumi(['preview']);
  assert.notEqual(preview.code, 0);
  assert.match(preview.text, /error: A "pulumi destroy" of this stack stopped half-way; nothing was changed\./);

  await stack.must('destroy', '--skip-preview');
  assert.deepEqual(await leftovers(emulator), []);
});
