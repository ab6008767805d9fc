import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRunFacts } from '../../src/github/run-facts.ts';

const action = { GITHUB_ACTION_REPOSITORY: 'owner/entra-user-audit', GITHUB_ACTION_REF: 'v1.2.3' };
const run = {
  GITHUB_REPOSITORY: 'contoso/audit',
  GITHUB_WORKFLOW: 'Audit',
  GITHUB_RUN_ID: '7',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_SHA: 'abc',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_ACTOR: 'anna',
};

test('links lead to the documentation of the version that runs, where GitHub fetched it', () => {
  const blob = '/owner/entra-user-audit/blob/v1.2.3/';
  assert.equal(readRunFacts(action).docsBase, `https://github.com${blob}`);
  assert.equal(
    readRunFacts({ ...action, GITHUB_SERVER_URL: 'https://ghe.example' }).docsBase,
    `https://ghe.example${blob}`,
  );
  for (const name of Object.keys(action)) assert.equal(readRunFacts({ ...action, [name]: '' }).docsBase, '', name);
});

test('a local checkout of the Action has neither repository nor ref', () => {
  const local = { GITHUB_ACTION_REPOSITORY: '', GITHUB_ACTION_REF: '' };
  assert.deepEqual(readRunFacts(local).action, { repository: null, ref: null });
  assert.deepEqual(readRunFacts(action).action, { repository: 'owner/entra-user-audit', ref: 'v1.2.3' });
});

test('a run has a page and a place in the manifest; outside of one there is neither', () => {
  const facts = readRunFacts(run);
  assert.equal(facts.url, 'https://github.com/contoso/audit/actions/runs/7');
  assert.deepEqual(facts.workflowRun, {
    repository: 'contoso/audit',
    workflow: 'Audit',
    runId: '7',
    runAttempt: '2',
    sha: 'abc',
    ref: 'refs/heads/main',
    actor: 'anna',
  });
  const outside = readRunFacts({});
  assert.deepEqual([outside.url, outside.workflowRun], [undefined, null]);
  assert.equal(readRunFacts({ ...run, GITHUB_REPOSITORY: undefined }).url, undefined);
  const { workflowRun } = readRunFacts({ GITHUB_RUN_ID: '7' });
  assert.deepEqual(Object.values(workflowRun ?? {}).join(), ',,7,,,,');
});
