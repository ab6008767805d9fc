import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listCompared } from '../harness/list-alone.ts';
import { createWorld } from '../harness/world.ts';

/** A world whose first audit is of a run, or left an artifact, of which GitHub does not know the repository any more. */
async function worldOfUnknownOrigin(what: 'run' | 'artifact') {
  const world = await createWorld({ inputs: listCompared, users: 5 });
  const first = await world.audit();
  const id = first.workflowRun?.id ?? 0;
  const [published] = world.github.artifacts(id);
  const { faults } = world.github;
  const nobody = { id: null };
  const run = { id, workflow_id: 1, head_branch: 'main', conclusion: 'success', repository: { id: 1 } };
  if (what === 'run') {
    const body = { workflow_runs: [{ ...run, head_repository: nobody }] };
    faults.fail({ path: /\/workflows\/.*\/runs$/, times: 99, status: 200, body });
  } else {
    const artifact = { id: published?.id, name: 'entra-users', size_in_bytes: 9, expired: false, workflow_run: null };
    faults.fail({ path: /\/artifacts$/, times: 99, status: 200, body: { artifacts: [artifact] } });
  }
  return { world, id };
}

for (const what of ['run', 'artifact'] as const) {
  test(`when all that is left is ${what === 'run' ? 'a run' : 'an artifact'} of unknown origin, that is why nothing is compared`, async () => {
    const { world, id } = await worldOfUnknownOrigin(what);
    await using _ = world;
    const run = await world.audit();
    assert.equal(run.exitCode, 0);
    const [warning = '', ...others] = run.annotations.warning;
    const whose = what === 'run' ? 'it' : 'its artifact';
    assert.ok(
      warning.startsWith(`Looked past run ${id}: GitHub does not say which repository ${whose} is from.`),
      warning,
    );
    assert.match(warning, /This audit begins a new chain of evidence, and gates that compare were not judged\.$/);
    assert.deepEqual(others, []);
    const log = run.lines.join('\n');
    assert.doesNotMatch(`${log}${run.summary}`, /expired|deleted it|had one|has succeeded before/);
    assert.match(run.summary, /entra-users.* that only writers of this repository could have made/);
    assert.equal(log.match(/Looked past/g)?.length, 1, 'once is enough');
  });
}
