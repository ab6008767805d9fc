import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startEmulator } from '../../emulator/index.ts';
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
