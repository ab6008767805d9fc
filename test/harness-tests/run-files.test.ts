import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HarnessError } from '../harness/harness-error.ts';
import { runFakeAction } from './fake-action.ts';

test('outputs, state, summary and files are read back', async (t) => {
  const run = await runFakeAction(
    t,
    `say('::add-mask::hush-hush');
     setOutput('first', 'a\\nb');
     setOutput('second', 'hush-hush!');
     appendFileSync(env.GITHUB_STATE, 'kept=1\\n');
     appendFileSync(env.GITHUB_STEP_SUMMARY, '# hush-hush\\n');
     mkdirSync(env.RUNNER_TEMP + '/out/deep', { recursive: true });
     writeFileSync(env.RUNNER_TEMP + '/out/b', '');
     writeFileSync(env.RUNNER_TEMP + '/out/deep/a', '');`,
  );

  assert.deepEqual(run.outputs, { first: 'a\nb', second: 'hush-hush!' });
  assert.deepEqual(run.maskedOutputs, ['second']);
  assert.deepEqual(run.state, { kept: '1' });
  assert.equal(run.summary, '# ***\n');
  assert.deepEqual(run.oversized, { outputs: false, summary: false });
  assert.deepEqual(await run.listFiles(`${run.temporaryDirectory}/out`), ['b', 'deep/a']);
});

test('what is over the limits is told, and a summary over them is gone', async (t) => {
  const run = await runFakeAction(
    t,
    `setOutput('first', 'x'.repeat(600_000)); writeFileSync(env.GITHUB_STEP_SUMMARY, 'x'.repeat(1024 * 1024 + 1));`,
  );
  assert.deepEqual(run.oversized, { outputs: true, summary: true });
  assert.equal(run.summary, '');
  assert.match(run.annotations.error[0] ?? '', /GITHUB_STEP_SUMMARY upload aborted/);
});

const REFUSED: [what: string, script: string, message: RegExp][] = [
  ['an undeclared output', "setOutput('third', 'x');", /declares no output third/],
  ['a broken heredoc', "appendFileSync(env.GITHUB_OUTPUT, 'first<<EOF\\nx\\n');", /Matching delimiter not found 'EOF'/],
  ['a variable for later steps', "appendFileSync(env.GITHUB_ENV, 'A=1\\n');", /changed the job's environment: A/],
  ['a folder on the PATH', "appendFileSync(env.GITHUB_PATH, '/x\\n');", /changed the job's environment: \/x/],
];

for (const [what, script, message] of REFUSED) {
  test(`the run fails on ${what}`, async (t) => {
    await assert.rejects(
      runFakeAction(t, script),
      (error) => error instanceof HarnessError && message.test(error.message),
    );
  });
}
