import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listCompared } from '../harness/list-alone.ts';
import { createWorld, type World } from '../harness/world.ts';

/** Somebody whom nobody may read of; under every kind of value. */
const marker = 'Zyxwvutsrqpon';

async function publicWorld(): Promise<World> {
  const world = await createWorld({ inputs: listCompared, users: 5, github: { repository: { visibility: 'public' } } });
  world.emulator.directory.create({
    displayName: `${marker} Display`,
    userPrincipalName: `${marker}@contoso.example`,
    mail: `${marker}.mail@contoso.example`,
    department: `${marker} department`,
  });
  return world;
}

test('files alone are made in a public repository as anywhere, and nobody is named', async () => {
  await using world = await publicWorld();
  for (const summary of ['none', 'counts']) {
    const inputs = { publish: 'none', summary, baseline: 'none', 'fail-on': 'severity:low' };
    const run = await world.audit(inputs, { debug: true });
    assert.equal(run.outputs['user-count'], '6');
    assert.deepEqual(run.annotations.warning, []);
    const shown = [run.stdout, run.stderr, run.summary, JSON.stringify([run.outputs, run.annotations])].join('\n');
    assert.ok(!shown.toLowerCase().includes(marker.toLowerCase()), shown);
  }
});

test('what publishes nothing in the open asks nobody who could read it', async () => {
  await using world = await publicWorld();
  await world.audit({ publish: 'none', baseline: 'none' });
  assert.deepEqual(world.github.requests, []);
});

test('a public repository that allows it publishes all as asked, with one warning', async () => {
  await using world = await publicWorld();
  const run = await world.audit({ 'allow-public-repository': 'true', publish: 'both', summary: 'changes' });
  assert.deepEqual([run.exitCode, run.annotations.error], [0, []]);
  const [warning = '', ...others] = run.annotations.warning;
  assert.match(
    warning,
    /^The repository contoso\/directory-audit is public, and allow-public-repository is true: everybody who is signed in to GitHub can download the artifact "entra-users" with all that is in it, read whatever a step prints of the output "users" and read the names in the summary \(summary: changes\)\. .*encrypt-to/,
  );
  assert.deepEqual(others, []);
  assert.equal(world.github.artifacts(run.workflowRun?.id ?? 0).length, 1);
  assert.ok(run.outputs.users?.includes(marker));
});

test('even there, counts and the log name nobody', async () => {
  await using world = await publicWorld();
  const run = await world.audit({ 'allow-public-repository': 'true', 'fail-on': 'severity:low' }, { debug: true });
  assert.equal(run.annotations.warning.length, 1);
  const shown = [run.stdout, run.stderr, run.summary, JSON.stringify([run.outputs, run.annotations])].join('\n');
  assert.ok(!shown.toLowerCase().includes(marker.toLowerCase()), shown);
});
