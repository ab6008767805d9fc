import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { createWorld } from '../harness/world.ts';

test('a list that does not agree with the counts is read once more; then the evidence is published and the run fails', async () => {
  await using world = await createWorld({ users: 50 });
  world.emulator.faults.add({ kind: 'missing-users', n: 2, match: { times: 'always' } });
  const run = await world.audit();
  assert.equal(run.exitCode, 1);
  // Node says there which files nobody closed.
  assert.equal(run.stderr, '');
  assert.deepEqual(run.annotations.error.length, 1);
  assert.match(
    run.annotations.error[0] ?? '',
    /\nThe list does not agree with the counts: it holds 48 users, while Graph counted 50 before and 50 after it\. It was read 2 times\.\n/,
  );
  assert.equal(run.outputs.reconciled, 'false');
  assert.equal(run.outputs['user-count'], '48');
  assert.equal(world.github.artifacts(run.workflowRun?.id ?? 0).length, 2);
  const manifest = JSON.parse(await readFile(run.outputs['manifest-file'] ?? '', 'utf8'));
  assert.equal(manifest.reconciled, false);
  assert.deepEqual(manifest.counts, { before: 50, after: 50, listed: 48 });
  assert.equal(manifest.read.reads, 2);
  assert.match(run.summary, /\| Reconciled \| ❌ \*\*no\*\*: the list holds 48, Graph counted 50 before and after \|/);
});

test('a list that agrees when it is read again is reconciled', async () => {
  await using world = await createWorld({ users: 50 });
  world.emulator.faults.add({ kind: 'missing-users', n: 2, match: { path: '/v1.0/users[?]' } });
  const run = await world.audit({ publish: 'none' });
  assert.equal(run.exitCode, 0);
  assert.equal(run.outputs.reconciled, 'true');
  assert.equal(run.outputs['user-count'], '50');
  assert.ok(
    run.lines.includes(
      'The list holds 48 users, but Graph counted 50 before and 50 after it. Reading the list once more.',
    ),
  );
});

test('whoever comes while the list runs lies between the counts', async () => {
  await using world = await createWorld({ users: 50 });
  // The first count and the first page are asked for at once: either may come first.
  world.emulator.faults.add({ kind: 'count-drift', by: 3, when: 'always', match: { path: '/users/$count', after: 1 } });
  const run = await world.audit({ publish: 'none' });
  assert.equal(run.outputs.reconciled, 'true');
  assert.ok(run.lines.some((line) => line.includes('Graph counted 50 before and 53 after: reconciled.')));
});

test('a list that is longer than both counts does not agree with them, however often it is read', async () => {
  await using world = await createWorld({ users: 50 });
  world.emulator.faults.add({ kind: 'count-drift', by: -3, when: 'always', match: { times: 'always' } });
  const run = await world.audit({ publish: 'none' });
  assert.equal(run.exitCode, 1);
  assert.match(
    run.annotations.error[0] ?? '',
    /\nThe list does not agree with the counts: it holds 50 users, while Graph counted 47 before and 47 after it\. It was read 2 times\.\n/,
  );
  assert.equal(run.outputs.reconciled, 'false');
});
