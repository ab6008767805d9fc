import assert from 'node:assert/strict';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { listCompared } from '../harness/list-alone.ts';
import { startProxy } from '../harness/proxy.ts';
import { createWorld } from '../harness/world.ts';

test('with HTTPS_PROXY everything goes to Entra and Graph through a tunnel, and what a tunnel hides is checked', async () => {
  // For the requests of this test itself: the Action gets the authority's certificate.
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
  await using world = await createWorld({ inputs: listCompared, users: 30, https: true });
  await using proxy = await startProxy();
  await using folder = await mkdtempDisposable(join(tmpdir(), 'proxy-'));
  const authority = join(folder.path, 'authority.pem');
  await writeFile(authority, world.emulator.caCertificate ?? '');
  const inputs = { publish: 'none', baseline: 'none' };
  const env = { HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: authority };
  const run = await world.audit(inputs, { env });
  assert.deepEqual(run.annotations.error, []);
  assert.equal(run.outputs['user-count'], '30');
  const { host } = new URL(world.emulator.origin);
  assert.ok(proxy.tunnels.length > 0);
  assert.deepEqual(new Set(proxy.tunnels), new Set([host]));
  const stranger = await world.audit(inputs, { env: { ...env, NODE_EXTRA_CA_CERTS: undefined } });
  assert.match(stranger.annotations.error[0] ?? '', /certificate/i);
});
