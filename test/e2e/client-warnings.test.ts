import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listCompared } from '../harness/list-alone.ts';
import { createWorld } from '../harness/world.ts';

test('a retention that the repository does not allow is shortened, which log and summary tell', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 3, github: { retentionDays: 30 } });
  const run = await world.audit({ 'retention-days': 90 });
  assert.equal(run.exitCode, 0);
  const [warning = '', ...others] = run.annotations.warning;
  assert.equal(warning, 'retention-days asks for 90, and the repository allows 30: the artifact goes then.');
  assert.deepEqual(others, []);
  assert.match(run.summary, /Artifact: \[entra-users\]\(\S+\), kept for 30 days, with /);
  assert.match(run.summary, /\n⚠️ retention-days asks for 90, and the repository allows 30/);
  const [artifact] = world.github.artifacts(run.workflowRun?.id ?? 0);
  const days = ((artifact?.expiresAt ?? 0) - Date.now()) / 86_400_000;
  assert.equal(Math.round(days), 30);
});

test('a retention that is allowed is told, and what was not asked for is not', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 3, github: { retentionDays: 30 } });
  const asked = await world.audit({ 'retention-days': 1 });
  assert.deepEqual(asked.annotations.warning, []);
  assert.match(asked.summary, /, kept for 1 day, with /);
  const run = await world.audit();
  assert.deepEqual(run.annotations.warning, []);
  assert.doesNotMatch(run.summary, /kept for|⚠️/);
});
