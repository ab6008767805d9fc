import assert from 'node:assert/strict';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { listCompared } from '../harness/list-alone.ts';
import { startProxy } from '../harness/proxy.ts';
import { createWorld } from '../harness/world.ts';

test('a proxy that wants a login, or another, is told as such, in a tunnel and without', async () => {
  await using proxy = await startProxy({ login: 'auditor:hushhush' });
  for (const https of [true, false]) {
    // For the requests of this test itself: the Action gets the authority's certificate.
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    await using world = await createWorld({ inputs: listCompared, users: 3, https });
    await using folder = await mkdtempDisposable(join(tmpdir(), 'proxy-'));
    const authority = join(folder.path, 'authority.pem');
    await writeFile(authority, world.emulator.caCertificate ?? '');
    const before = world.emulator.requests.length;
    for (const login of ['', 'auditor:another@']) {
      const env = { ALL_PROXY: `http://${login}${proxy.host}`, NODE_EXTRA_CA_CERTS: authority };
      const run = await world.audit({ publish: 'none', baseline: 'none' }, { env, debug: true });
      assert.equal(run.exitCode, 1);
      assert.match(run.annotations.error[0] ?? '', /^The proxy of this runner does not let .*\(HTTP 407\)/);
      assert.doesNotMatch(run.stdout.replaceAll(/^::add-mask::.*$/gm, ''), /another/);
    }
    assert.equal(world.emulator.requests.length, before);
  }
});
