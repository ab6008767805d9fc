import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { afterRequests } from '../harness/after-requests.ts';
import { createWorld } from '../harness/world.ts';

const signals = fc.constantFrom<NodeJS.Signals[]>(['SIGKILL'], ['SIGTERM'], ['SIGINT', 'SIGTERM']);
const moments = fc.record({
  signals,
  concurrency: fc.constantFrom(1, 16),
  /** Requests of the list after which it strikes, and milliseconds after them: the files are written behind the last. */
  requests: fc.integer({ min: 0, max: 20 }),
  milliseconds: fc.integer({ min: 0, max: 200 }),
  oneCore: fc.boolean(),
});

test('killed or cancelled at any moment, the Action ends, and nothing looks whole that is not', async () => {
  await using world = await createWorld({ users: 4_100 });
  const calm = await world.audit({ publish: 'none', formats: 'jsonl,csv' });
  const lists = await Promise.all(
    ['users.jsonl', 'users.csv'].map(
      async (name) => [name, await readFile(`${calm.outputs.directory}/${name}`)] as const,
    ),
  );
  world.emulator.faults.add({ kind: 'delay', milliseconds: 20, match: { path: '/v1.0/users', times: 'always' } });
  await fc.assert(
    fc.asyncProperty(moments, async ({ signals, concurrency, oneCore, ...moment }) => {
      const folder = await mkdtemp(join(tmpdir(), 'killed-'));
      try {
        const over = new AbortController();
        const reached = afterRequests(world.emulator, moment, over.signal);
        const run = await world.audit(
          { publish: 'none', formats: 'jsonl,csv', 'output-directory': folder, concurrency },
          { signalAfter: { when: reached, signal: signals }, timeout: 30_000, oneCore },
        );
        over.abort();
        const names = await readdir(folder, { recursive: true });
        const pathOf = (file: string) => names.find((name) => name.split(/[\\/]/).at(-1) === file);
        const manifest = pathOf('manifest.json');
        // A list that has its name is whole, even where the manifest is not there yet.
        for (const [name, whole] of lists) {
          const path = pathOf(name);
          if (path) assert.ok(whole.equals(await readFile(join(folder, path))), `${name} is not whole`);
        }
        if (run.exitCode === 0) assert.ok(manifest, 'it was done before');
        // Whoever was asked to stop clears up; whoever was killed cannot.
        if (run.exitCode === 1) {
          assert.match(run.annotations.error[0] ?? '', /^The audit was stopped by SIG/);
          assert.deepEqual(names, []);
        }
        if (manifest) await checkWhole(join(folder, manifest, '..'));
      } finally {
        await rm(folder, { recursive: true });
      }
    }),
    { numRuns: 15, endOnFailure: true },
  );
});

async function checkWhole(folder: string): Promise<void> {
  const { files } = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  assert.notDeepEqual(files, []);
  for (const { name, sha256 } of files) {
    const content = await readFile(join(folder, name));
    assert.equal(createHash('sha256').update(content).digest('hex'), sha256, name);
  }
}
