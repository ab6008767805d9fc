import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { createWorld } from '../harness/world.ts';

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal} ends the run at once, tells how far it came, and leaves nothing that looks whole`, async () => {
    await using world = await createWorld({ users: 2_500 });
    world.emulator.faults.add({ kind: 'hang', match: { path: 'select=', after: 1, times: 'always' } });
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
