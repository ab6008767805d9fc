import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { countGraphRequests } from '../harness/graph-requests.ts';
import { listCompared } from '../harness/list-alone.ts';
import { createWorld } from '../harness/world.ts';

test('a private repository publishes without a word, and is asked about once', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 5 });
  const run = await world.audit();
  assert.deepEqual([run.exitCode, { ...run.annotations, notice: [] }], [0, { error: [], warning: [], notice: [] }]);
  const asked = world.github.requests.filter(({ path }) => path === '/api/v3/repos/contoso/directory-audit');
  assert.deepEqual(
    asked.map(({ status }) => status),
    [200],
  );
});

test('signing in runs beside the question who can read, and Graph waits for its answer', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 5 });
  const { emulator } = world;
  const tokens = () => emulator.requests.filter(({ path }) => path.endsWith('/oauth2/v2.0/token')).length;
  const before = { tokens: tokens(), graph: countGraphRequests(emulator) };
  let graphMeanwhile: number | undefined;
  // Says nothing before somebody has signed in.
  const api = createServer(async (request, response) => {
    if (!/\/repos\/[^/]+\/[^/]+$/.test(request.url ?? '')) return void response.writeHead(404).end('{}');
    while (tokens() === before.tokens) await setTimeout(20, undefined, { ref: false });
    graphMeanwhile = countGraphRequests(emulator) - before.graph;
    response.end('{"private":true,"visibility":"private"}');
  });
  api.listen(0, '127.0.0.1');
  await once(api, 'listening');
  api.unref();
  const GITHUB_API_URL = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
  const run = await world.audit({ baseline: 'none' }, { env: { GITHUB_API_URL } });
  api.close();
  assert.deepEqual([run.exitCode, graphMeanwhile, run.annotations.warning], [0, 0, []]);
});
