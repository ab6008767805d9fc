import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startGitHub } from '../../emulator/github/index.ts';
import { HarnessError } from '../harness/harness-error.ts';
import { runFakeAction } from './fake-action.ts';

const TELL = "setOutput('first', JSON.stringify(env));";

test('every declared input has its variable, with the default as it is written', async (t) => {
  const github = await startGitHub();
  t.after(github.close);

  const run = await runFakeAction(t, TELL, { github, inputs: { 'without default': 'a\nb' } });
  const env = JSON.parse(run.outputs.first ?? '');
  assert.equal(env['INPUT_SOME-INPUT'], '0.10');
  assert.equal(env['INPUT_GITHUB-TOKEN'], github.token);
  assert.equal(env.INPUT_WITHOUT_DEFAULT, 'a\nb');
  assert.equal(env.GITHUB_RUN_ID, String(run.workflowRun?.id));
  assert.equal(run.workflowRun?.conclusion, 'success');
});

test('the environment is clean', async (t) => {
  process.env.NOT_FOR_THE_ACTION = 'leaked';
  t.after(() => delete process.env.NOT_FOR_THE_ACTION);

  const run = await runFakeAction(t, TELL, { env: { EXTRA: 'given', CI: undefined } });
  const env = JSON.parse(run.outputs.first ?? '');
  assert.equal(env.NOT_FOR_THE_ACTION, undefined);
  assert.equal(env.ACTIONS_RUNTIME_TOKEN, undefined);
  assert.equal(env.EXTRA, 'given');
  assert.equal(env.CI, undefined);
  assert.notEqual(env.HOME, process.env.HOME);
});

test('an input that action.yml does not declare is a mistake in the test', async (t) => {
  const mistake = runFakeAction(t, TELL, { inputs: { 'some-inptu': 'x' } });
  await assert.rejects(mistake, (error) => error instanceof HarnessError && /some-inptu/.test(error.message));
});
