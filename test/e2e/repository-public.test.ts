import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countGraphRequests } from '../harness/graph-requests.ts';
import { listCompared } from '../harness/list-alone.ts';
import { createWorld } from '../harness/world.ts';

const artifact = /could download the artifact "entra-users" with all that is in it\./;
const output = /could read whatever a step prints of the output "users"\./;
const summary = /could read the names in the summary \(summary: changes\)\./;

for (const [what, inputs, deeds] of [
  ['as it is by default', {}, artifact],
  ['when it says so', { 'allow-public-repository': 'false' }, artifact],
  ['with publish: output', { publish: 'output' }, output],
  ['with publish: both', { publish: 'both' }, /with all that is in it and read whatever a step prints/],
  ['with summary: changes', { publish: 'none', summary: 'changes' }, summary],
  ['while it waits for its registration', { 'wait-for-replication': '60' }, artifact],
  ['without a comparison', { baseline: 'none' }, artifact],
] as const) {
  test(`in a public repository an audit ${what} is refused before anything is asked of Graph`, async () => {
    await using world = await createWorld({
      inputs: listCompared,
      users: 5,
      github: { repository: { visibility: 'public' } },
    });
    const before = countGraphRequests(world.emulator);
    const run = await world.audit(inputs);
    assert.equal(run.exitCode, 1);
    assert.equal(countGraphRequests(world.emulator), before, 'nothing was asked of Graph');
    const [error = '', ...others] = run.annotations.error;
    assert.ok(error.startsWith('The repository contoso/directory-audit is public: everybody who is signed in'), error);
    assert.match(error, deeds);
    for (const way of ['encrypt-to', 'private repository', 'publish: none', 'allow-public-repository: true'])
      assert.ok(error.includes(way), error);
    assert.match(error, /docs\/troubleshooting\.md#repository-public/);
    assert.deepEqual([others, run.annotations.warning, run.outputs, run.summary], [[], [], {}, '']);
    assert.deepEqual(world.github.artifacts(run.workflowRun?.id ?? 0), []);
    assert.deepEqual(await run.listFiles(run.temporaryDirectory), []);
  });
}

test('there too, whoever may not sign in is told first that nothing could be published', async () => {
  await using world = await createWorld({
    inputs: listCompared,
    users: 5,
    github: { repository: { visibility: 'public' } },
  });
  const run = await world.audit({ 'client-id': '00000000-0000-4000-8000-000000000000' });
  assert.match(run.annotations.error.join('\n'), /^The repository contoso\/directory-audit is public/);
});

test('a public repository is known as one without any token', async () => {
  await using world = await createWorld({
    inputs: listCompared,
    users: 5,
    github: { repository: { visibility: 'public' } },
  });
  const run = await world.audit({ 'github-token': '' });
  assert.match(run.annotations.error.join('\n'), /^The repository contoso\/directory-audit is public/);
});
