import assert from 'node:assert/strict';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createServerIdentity } from '../../emulator/server/tls.ts';
import { listCompared } from '../harness/list-alone.ts';
import { startProxy } from '../harness/proxy.ts';
import { startTlsFront } from '../harness/tls-front.ts';
import { createWorld } from '../harness/world.ts';

test('by https, as in earnest, comparing and uploading go through tunnels of a proxy with a login, or past it', async () => {
  const identity = await createServerIdentity(['127.0.0.1'], Date.now());
  await using world = await createWorld({ inputs: listCompared, users: 5 });
  await using front = await startTlsFront(world.github.origin, { key: identity.key, cert: identity.certificate });
  await using folder = await mkdtempDisposable(join(tmpdir(), 'proxy-'));
  const authority = join(folder.path, 'authority.pem');
  await writeFile(authority, identity.caCertificate);
  await using proxy = await startProxy({ login: 'auditor:hush/hush' });
  const env = {
    ACTIONS_RESULTS_URL: `${front.origin}/`,
    GITHUB_API_URL: `${front.origin}/api/v3`,
    HTTPS_PROXY: `auditor:hush%2Fhush@${proxy.host}`,
    NODE_EXTRA_CA_CERTS: authority,
  };
  const { host } = new URL(front.origin);
  await world.audit({}, { env });
  const tunnels = proxy.tunnels.length;
  const run = await world.audit({}, { env });
  assert.deepEqual({ ...run.annotations, notice: [] }, { error: [], warning: [], notice: [] });
  assert.equal(run.outputs['added-count'], '0', 'compared');
  assert.ok(run.outputs['artifact-id']);
  assert.ok(proxy.tunnels.length > tunnels);
  assert.deepEqual(new Set(proxy.tunnels), new Set([host]));
  assert.deepEqual(proxy.forwarded, [], 'HTTPS_PROXY is not for http');

  const { length } = proxy.tunnels;
  const past = await world.audit({}, { env: { ...env, NO_PROXY: host } });
  assert.deepEqual(past.annotations.error, []);
  assert.equal(proxy.tunnels.length, length);
});
