import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { noSignals } from '../harness/platform.ts';
import { createWorld } from '../harness/world.ts';

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const) {
  test(`${signal} ends the run at once, tells how far it came, and leaves nothing that looks whole`, {
    skip: noSignals,
  }, async () => {
    await using world = await createWorld({ users: 2_500 });
    world.emulator.faults.add({ kind: 'hang', match: { path: '/v1.0/users[?]', after: 1, times: 'always' } });
    const run = await world.audit({}, { signalAfter: { when: /^Graph counts/, signal } });
    assert.equal(run.exitCode, 1);
    assert.match(
      run.annotations.error[0] ?? '',
      new RegExp(`^The audit was stopped by ${signal} while reading the list\\.`),
    );
    const entries = await readdir(run.temporaryDirectory, { recursive: true, withFileTypes: true });
    assert.deepEqual(
      entries.filter((entry) => entry.isFile()),
      [],
    );
  });
}

/** A module that throws, when the process gets SIGUSR2, where nobody can catch it. */
const thrower = `data:text/javascript,${encodeURIComponent(
  "process.on('SIGUSR2', () => { throw new Error('words of a library'); });",
)}`;

test('what a library throws where nobody can catch it ends the run as any error does, and clears up', {
  skip: noSignals,
}, async () => {
  await using world = await createWorld({ users: 2_500 });
  world.emulator.faults.add({ kind: 'hang', match: { path: '/v1.0/users[?]', after: 1, times: 'always' } });
  const run = await world.audit(
    {},
    { env: { NODE_OPTIONS: `--import=${thrower}` }, signalAfter: { when: /^Graph counts/, signal: 'SIGUSR2' } },
  );
  assert.equal(run.exitCode, 1);
  assert.match(run.annotations.error[0] ?? '', /words of a library/);
  const entries = await readdir(run.temporaryDirectory, { recursive: true, withFileTypes: true });
  assert.deepEqual(
    entries.filter((entry) => entry.isFile()),
    [],
  );
});
