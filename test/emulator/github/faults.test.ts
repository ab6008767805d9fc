import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startGitHub } from '../../../emulator/github/index.ts';

test('a fault is given as often as asked, and every answer is in the log', async (t) => {
  const github = await startGitHub();
  t.after(github.close);
  const url = `${github.origin}/.well-known/openid-configuration`;
  github.faults.fail({
    path: /openid/,
    status: 503,
    times: 2,
    body: '<h1>Unicorn</h1>',
    headers: { 'retry-after': '1' },
  });

  const first = await fetch(url);
  assert.equal(first.headers.get('retry-after'), '1');
  assert.equal(await first.text(), '<h1>Unicorn</h1>');
  await fetch(url);
  assert.equal((await fetch(url)).status, 200);
  assert.deepEqual(
    github.requests.map(({ status }) => status),
    [503, 503, 200],
  );
});

test('a connection can be cut, or left without an answer', async (t) => {
  const github = await startGitHub();
  t.after(github.close);
  const url = `${github.origin}/.well-known/openid-configuration`;
  github.faults.fail({ path: /openid/, status: 0, instead: 'cut' });
  github.faults.fail({ path: /openid/, status: 0, instead: 'silence' });
  await assert.rejects(fetch(url));
  const patience = new AbortController();
  const silent = fetch(url, { signal: patience.signal });
  // Whatever is asked later is answered earlier.
  assert.equal((await fetch(url)).status, 200);
  patience.abort();
  await assert.rejects(silent, { name: 'AbortError' });
});
