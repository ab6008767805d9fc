import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { listCompared } from '../harness/list-alone.ts';
import { createWorld } from '../harness/world.ts';

test('a large list does not wait for GitHub, which only knows where it could be cut', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 4_000 });
  const isListed = () =>
    world.emulator.requests.some(({ query }) => decodeURIComponent(query).includes('createdDateTime le'));
  // Says nothing before the list is read in parts.
  const api = createServer(async (_request, response) => {
    while (!isListed()) await setTimeout(20, undefined, { ref: false });
    response.writeHead(403).end('{}');
  });
  api.listen(0, '127.0.0.1');
  await once(api, 'listening');
  // When the test fails, it ends all the same.
  api.unref();
  const GITHUB_API_URL = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
  const run = await world.audit({ publish: 'none', 'time-limit': '2' }, { env: { GITHUB_API_URL } });
  assert.deepEqual(run.annotations.error, []);
  assert.equal(run.outputs['user-count'], '4000');
  assert.match(run.annotations.warning[0] ?? '', /^There is no comparison with an earlier list: .*HTTP 403/);
  api.close();
});
