import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../../emulator/index.ts';
import { createWorld } from '../harness/world.ts';

const published = /^(users\.(jsonl|json|csv)|changes\.json|findings\.json|report\.html|SHA256SUMS|manifest\.json)$/;

const moments: [string, Fault, (paths: string[]) => boolean][] = [
  [
    'while it reads',
    { kind: 'hang', match: { path: '/v1.0/users[?]', after: 2, times: 'always' } },
    (paths) => paths.length > 0,
  ],
  [
    'when the list is written but not yet counted',
    { kind: 'hang', match: { path: '/v1.0/users/$count', after: 1, times: 'always' } },
    (paths) => paths.some((path) => path.includes('users.csv')),
  ],
];

for (const [moment, fault, isReached] of moments) {
  test(`killed ${moment}, the Action leaves nothing that looks whole`, async () => {
    await using world = await createWorld({ users: 2_500 });
    world.emulator.faults.add(fault);
    const folder = await mkdtemp(join(tmpdir(), 'killed-'));
    try {
      const reached = waitFor(async () => isReached(await readdir(folder, { recursive: true })));
      const run = await world.audit(
        { publish: 'none', formats: 'jsonl,json,csv', 'output-directory': folder, concurrency: 1 },
        { signalAfter: { when: reached, signal: 'SIGKILL' } },
      );
      assert.equal(run.signal, 'SIGKILL');
      const names = (await readdir(folder, { recursive: true })).map((path) => path.split(/[\\/]/).at(-1) ?? '');
      assert.notDeepEqual(names, [], 'it was killed in the middle of its work');
      assert.deepEqual(
        names.filter((name) => published.test(name)),
        [],
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });
}

async function waitFor(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await delay(20);
}
