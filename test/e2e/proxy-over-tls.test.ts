import assert from 'node:assert/strict';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createServerIdentity } from '../../emulator/server/tls.ts';
import { listCompared } from '../harness/list-alone.ts';
import { startProxy } from '../harness/proxy.ts';
import { createWorld } from '../harness/world.ts';

test('a proxy that speaks TLS itself serves https and http, and is told when it is not trusted', async () => {
  const identity = await createServerIdentity(['127.0.0.1'], Date.now());
  await using proxy = await startProxy({
    login: 'auditor:hushhush',
    tls: { key: identity.key, cert: identity.certificate },
  });
  // For the requests of this test itself: the Action gets the authorities' certificates.
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
  await using world = await createWorld({ inputs: listCompared, users: 3, https: true });
  await using folder = await mkdtempDisposable(join(tmpdir(), 'proxy-'));
  const authorities = join(folder.path, 'authorities.pem');
  await writeFile(authorities, `${world.emulator.caCertificate}\n${identity.caCertificate}`);
  const env = { ALL_PROXY: `https://auditor:hushhush@${proxy.host}`, NODE_EXTRA_CA_CERTS: authorities };
  const run = await world.audit({}, { env });
  assert.deepEqual(run.annotations.error, []);
  assert.equal(run.outputs['user-count'], '3');
  assert.deepEqual(new Set(proxy.tunnels), new Set([new URL(world.emulator.origin).host]));
  assert.equal(proxy.forwarded.length, world.github.requests.length);

  await writeFile(authorities, world.emulator.caCertificate ?? '');
  const stranger = await world.audit({ publish: 'none', baseline: 'none' }, { env });
  assert.match(
    stranger.annotations.error[0] ?? '',
    /TLS certificate of .* or its proxy https:\/\/127\.0\.0\.1:\d+ is not/,
  );
});
