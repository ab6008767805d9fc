import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { noSignals } from '../harness/platform.ts';
import { createWorld } from '../harness/world.ts';

/** A module that keeps the main thread busy for ever when the process gets SIGUSR2. */
const blocker = `data:text/javascript,${encodeURIComponent("process.on('SIGUSR2', () => { for (;;); });")}`;
/** Half an hour is three seconds for the second thread alone: the first one is busy by then. */
const sooner = `import { workerData } from 'node:worker_threads';
Object.assign(workerData, { left: workerData.left / 600, grace: workerData.grace / 1_000 });
await import('./slow.js');`;

test('a main thread that is busy for ever is ended with time-limit, and nothing of the list stays', {
  skip: noSignals,
}, async () => {
  const dist = await mkdtemp(join(tmpdir(), 'dist-'));
  try {
    await cp(fileURLToPath(new URL('../../dist/', import.meta.url)), dist, { recursive: true });
    await rename(join(dist, 'watchdog.js'), join(dist, 'slow.js'));
    await writeFile(join(dist, 'watchdog.js'), sooner);
    await using world = await createWorld({ users: 2_500 });
    world.emulator.faults.add({ kind: 'hang', match: { path: '/v1.0/users[?]', after: 1, times: 'always' } });
    const run = await world.audit(
      {},
      {
        dist: join(dist, 'index.js'),
        env: { NODE_OPTIONS: `--import=${blocker}` },
        signalAfter: { when: /^Graph counts/, signal: 'SIGUSR2' },
      },
    );
    assert.equal(run.signal, 'SIGKILL');
    assert.match(
      run.annotations.error.join('\n---\n'),
      /^The audit cannot go on within time-limit \(30 min\)\. It stopped while [^\n]+\. Nothing that is not whole was published\.\nLikely cause: One piece of work did not end/,
    );
    const entries = await readdir(run.temporaryDirectory, { recursive: true, withFileTypes: true });
    assert.deepEqual(
      entries.filter((entry) => entry.isFile()),
      [],
    );
  } finally {
    await rm(dist, { recursive: true });
  }
});
