import assert from 'node:assert/strict';
import { test } from 'node:test';
import { previousArtifacts } from '../../src/github/previous-artifact.ts';
import { type GitHubApi, GitHubProblem } from '../../src/github/rest.ts';

const place = { repository: 'contoso/audit', runId: '9', workflowRef: '', refName: 'main' };
const run = { id: 1, workflow_id: 5, head_branch: 'main', conclusion: 'success' };

/** What becomes of it when GitHub answers so. */
function look(answers: { run?: unknown; runs?: unknown; artifacts?: unknown }) {
  const api: GitHubApi = {
    async get<T>(path: string) {
      const { run: own = run, runs = { workflow_runs: [run] }, artifacts = { artifacts: [] } } = answers;
      return (path.includes('/artifacts?') ? artifacts : path.includes('/workflows/') ? runs : own) as T;
    },
    download: () => Promise.reject(new Error('nobody asked for that')),
  };
  return Array.fromAsync(previousArtifacts(api, place, 'entra-users'));
}

test('runs without an artifact are told one by one', async () => {
  assert.deepEqual(await look({}), [{ runId: 1, artifact: undefined, expired: false }]);
});

for (const nothing of [
  null,
  {},
  [],
  { workflow_runs: {}, artifacts: 'none' },
  { workflow_runs: [null], artifacts: [{}] },
]) {
  test(`an answer without its list (${JSON.stringify(nothing)}) is not taken for a first audit`, async () => {
    await assert.rejects(look({ runs: nothing }), GitHubProblem);
    await assert.rejects(look({ artifacts: nothing }), GitHubProblem);
  });
}

test('a run that GitHub does not describe is a problem told in our own words', async () => {
  await assert.rejects(look({ run: {} }), /GitHub did not say which workflow/);
});
