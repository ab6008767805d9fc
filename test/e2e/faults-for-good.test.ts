import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { test } from 'node:test';
import type { Fault } from '../../emulator/index.ts';
import type { ActionInputs } from '../harness/action-manifest.ts';
import { createWorld } from '../harness/world.ts';

/** A part of every page's address, and of no count's, nor of the recycle bin's. */
const users = 'displayName,mail';

/** Faults that do not pass: after the first page, what the run says, and that nothing looks whole. */
const cases: [string, Fault, RegExp, ActionInputs?][] = [
  [
    'more patience than there is time',
    { kind: 'throttle', retryAfter: 600, match: { path: users, after: 1, times: 'always' } },
    /^The audit cannot go on within time-limit \(1 min\)\. It stopped while asking Graph for \/v1\.0\/users\. [\d,]+ of 2,500 users had been read\.\nLikely cause: The last of 1 tries met HTTP 429 \(Retry-After: 600\)\./,
    { 'time-limit': 1 },
  ],
  [
    'a page that stays HTML',
    { kind: 'html', match: { path: users, after: 1, times: 'always' } },
    /^Microsoft Graph answered with something that is not a list of users: a page of HTML instead of JSON: "/,
  ],
  [
    'a token that is refused again',
    { kind: 'unauthorized', match: { path: users, after: 1, times: 'always' } },
    /^Microsoft Graph does not accept the access token, and not a fresh one either/,
  ],
  [
    'a foreign next link',
    { kind: 'foreign-next-link', origin: 'https://graph.evil.example' },
    /^The next page of the list is said to be at https:\/\/graph\.evil\.example, which is not the address of Graph, http:\/\/127\.0\.0\.1:\d+\. Nothing was sent there\./,
  ],
  [
    'a next link that stays where it is',
    { kind: 'same-next-link', match: { times: 'always' } },
    /^Microsoft Graph leads nowhere: it names the same page, or empty ones, as the next one again and again\./,
  ],
  [
    'a request that Graph forbids in mid-list',
    { kind: 'status', status: 404, match: { path: users, after: 1, times: 'always' } },
    /^Microsoft Graph answered HTTP 404 /,
  ],
];

for (const [name, fault, expected, inputs] of cases) {
  test(`${name}: the run fails, and nothing looks whole`, async () => {
    await using world = await createWorld({ users: 2_500 });
    world.emulator.faults.add(fault);
    const run = await world.audit({ ...inputs });
    assert.equal(run.exitCode, 1);
    assert.equal(run.annotations.error.length, 1);
    assert.match(run.annotations.error[0] ?? '', expected);
    assert.deepEqual(run.outputs, {});
    assert.equal(run.summary, '');
    assert.deepEqual(world.github.artifacts(run.workflowRun?.id ?? 0), []);
    assert.deepEqual(await filesBelow(run.temporaryDirectory), []);
  });
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}
