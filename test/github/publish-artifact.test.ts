import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publishArtifact } from '../../src/github/publish-artifact.ts';

const env = { ACTIONS_RUNTIME_TOKEN: 'x', ACTIONS_RESULTS_URL: 'https://results.example' };
const upload = { name: 'entra-users', files: [], folder: '/', retentionDays: undefined };
const published = { id: 7, size: 3, digest: 'abc' };

/** Publishes by a client that does one of these at each call. */
async function publish(...outcomes: (Error | typeof published)[]) {
  let calls = 0;
  const uploadArtifact = async () => {
    const outcome = outcomes[calls];
    calls += 1;
    if (outcome instanceof Error) throw outcome;
    return outcome ?? {};
  };
  const result = await publishArtifact(async () => ({ uploadArtifact }), env, upload).catch((error) => error);
  return { result, calls };
}

const reset = new Error('Unable to make request: ECONNRESET\nIf you are using self-hosted runners ...');
const taken = new Error('Received non-retryable error: Failed request: (409) Conflict: an artifact already exists');

test('a connection that breaks once costs nothing', async () => {
  const { result, calls } = await publish(reset, published);
  assert.deepEqual([result.id, result.digest, calls], ['7', 'abc', 2]);
});

test('when the service had heard the first try, what is told is what happened first', async () => {
  const { result, calls } = await publish(reset, taken);
  assert.equal(result.code, 'artifact-refused');
  assert.match(String(result.facts.reason), /ECONNRESET/);
  assert.equal(calls, 2);
});

test('a refusal is not tried again, and one without words has its status for a reason', async () => {
  const { result, calls } = await publish(Object.assign(new Error(''), { statusCode: 307 }));
  assert.deepEqual([result.code, result.facts.reason, calls], ['artifact-refused', 'HTTP 307', 1]);
});
