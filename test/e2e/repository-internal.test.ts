import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWorld } from '../harness/world.ts';

test('an internal repository publishes, with one warning that says who can read it', async () => {
  await using world = await createWorld({ users: 5, github: { repository: { visibility: 'internal' } } });
  for (const inputs of [{}, { 'allow-public-repository': 'true' }]) {
    const run = await world.audit(inputs);
    assert.equal(run.exitCode, 0);
    assert.deepEqual(run.annotations.warning, [
      'The repository contoso/directory-audit is internal: all members of the enterprise that it belongs to can download the artifact "entra-users" with all that is in it. Where fewer people are to see that, set encrypt-to, or run the audit in a private repository.',
    ]);
    assert.equal(world.github.artifacts(run.workflowRun?.id ?? 0).length, 2);
  }
});

test('where an internal repository publishes nothing that names anybody, there is nothing to warn of', async () => {
  await using world = await createWorld({ users: 5, github: { repository: { visibility: 'internal' } } });
  const run = await world.audit({ publish: 'none', baseline: 'none' });
  assert.deepEqual([run.exitCode, run.annotations.warning], [0, []]);
});

test('a server that does not know internal repositories says only that it is not public', async () => {
  await using world = await createWorld({ users: 5 });
  world.github.faults.fail({ path: /\/repos\/[^/]+\/[^/]+$/, status: 200, body: { private: true } });
  const run = await world.audit();
  assert.equal(run.exitCode, 0);
  assert.match(
    run.annotations.warning.join('\n'),
    /^It is not known whether the repository contoso\/directory-audit is private or internal\. If it is internal, all members/,
  );
});
