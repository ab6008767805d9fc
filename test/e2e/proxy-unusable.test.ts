import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listCompared } from '../harness/list-alone.ts';
import { createWorld } from '../harness/world.ts';

/** Each variable, and each way of writing a login: test/http/proxies/ has every address. */
const rows: [env: Record<string, string>, named: RegExp][] = [
  [{ HTTPS_PROXY: 'http://auditor:hush#hush@127.0.0.1:1' }, /HTTPS_PROXY has a .*login/],
  [{ https_proxy: 'http://auditor:hush?hush@127.0.0.1:1' }, /https_proxy has a .*login/],
  [{ HTTP_PROXY: 'http://auditor:hushhush@127.0.0.1:none' }, /HTTP_PROXY has a port/],
  [{ HTTPS_PROXY: '"http://auditor:hushhush@127.0.0.1:1"' }, /HTTPS_PROXY stands in quotes/],
  [{ HTTPS_PROXY: 'http://auditor:hush\nhush@127.0.0.1:1' }, /HTTPS_PROXY has a line break/],
  [{ http_proxy: 'socks4://127.0.0.1:1' }, /http_proxy .*socks4:/],
  [{ ALL_PROXY: 'socks5h://127.0.0.1:1' }, /ALL_PROXY .*socks5h:/],
  [{ all_proxy: 'ftp://127.0.0.1:1' }, /all_proxy .*ftp:/],
  [{ HTTPS_PROXY: 'pac+https://auditor:hushhush@127.0.0.1/proxy.pac' }, /HTTPS_PROXY .*PAC/],
];

test('a proxy that cannot be used is refused by the name of its variable before anything is sent', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 3 });
  const before = world.emulator.requests.length;
  for (const [env, named] of rows) {
    const run = await world.audit({}, { env, debug: true });
    const told = JSON.stringify(env);
    assert.equal(run.exitCode, 1, told);
    const [error = '', ...others] = run.annotations.error;
    assert.match(error, named, told);
    assert.deepEqual(others, []);
    assert.doesNotMatch(error, /defect/);
    assert.match(error, /docs\/troubleshooting\.md#proxy-unusable/);
    const printed = run.stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'));
    assert.doesNotMatch([...printed, run.stderr].join('\n'), /hush|auditor/, told);
  }
  assert.equal(world.emulator.requests.length, before);
  assert.deepEqual(world.github.requests, []);
});
