import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createServerIdentity } from '../../emulator/server/tls.ts';
import { listCompared } from '../harness/list-alone.ts';
import { startProxy } from '../harness/proxy.ts';
import { startTlsFront } from '../harness/tls-front.ts';
import { createWorld } from '../harness/world.ts';

test('a proxy that lets nothing through to GitHub is why there is no comparison', async () => {
  const identity = await createServerIdentity(['127.0.0.1'], Date.now());
  await using world = await createWorld({ inputs: listCompared, users: 5 });
  await using front = await startTlsFront(world.github.origin, { key: identity.key, cert: identity.certificate });
  await using proxy = await startProxy({ login: 'auditor:hushhush' });
  const env = { GITHUB_API_URL: `${front.origin}/api/v3`, HTTPS_PROXY: `http://auditor:another@${proxy.host}` };
  const run = await world.audit({ publish: 'none' }, { env, debug: true });
  assert.deepEqual(run.annotations.error, []);
  const [warning = ''] = run.annotations.warning;
  assert.match(warning, /the proxy of this runner does not let it through to 127\.0\.0\.1:\d+ \(HTTP 407\)/);
  assert.doesNotMatch(run.stdout.replaceAll(/^::add-mask::.*$/gm, ''), /another/);
});
