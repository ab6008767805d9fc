import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGhes } from '../../node_modules/@actions/artifact/lib/internal/shared/config.js';
import { publishArtifact, whyNoUploads } from '../../src/github/publish-artifact.ts';

const env = { ACTIONS_RUNTIME_TOKEN: 'x', ACTIONS_RESULTS_URL: 'https://results.example' };
const upload = { name: 'entra-users', files: [], folder: '/', retentionDays: undefined };
const published = { id: 7, size: 3, digest: 'abc' };

/** Publishes by a client that does one of these at each call. */
async function publish(...outcomes: (Error | typeof published)[]) {
  return publishIn(env, undefined, ...outcomes);
}

async function publishIn(
  job: Record<string, string>,
  retentionDays: number | undefined,
  ...outcomes: (Error | typeof published)[]
) {
  let calls = 0;
  const uploadArtifact = async () => {
    const outcome = outcomes[calls];
    calls += 1;
    if (outcome instanceof Error) throw outcome;
    return outcome ?? {};
  };
  const result = await publishArtifact(async () => ({ uploadArtifact }), job, { ...upload, retentionDays }).catch(
    (error) => error,
  );
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

for (const [what, error, code, reason] of [
  [
    'a quota',
    new Error('Failed to CreateArtifact: Artifact storage quota has been hit. Unable to upload any new artifacts.'),
    'artifact-quota',
    /quota has been hit/,
  ],
  [
    'a conflict at the end',
    new Error('Failed to FinalizeArtifact: Received non-retryable error: Failed request: (409) Conflict: x'),
    'artifact-refused',
    /FinalizeArtifact/,
  ],
  [
    'a blob that is there',
    Object.assign(new Error('The specified blob already exists.\nTime:1'), { statusCode: 409 }),
    'artifact-refused',
    /^HTTP 409 of the storage: The specified blob already exists\. Time:1$/,
  ],
  [
    'a page of a firewall',
    Object.assign(new Error(`<html>${'no '.repeat(9_000)}`), { statusCode: 403 }),
    'artifact-refused',
    /^HTTP 403 and a page in place of an answer of the storage$/,
  ],
  [
    'words without end',
    Object.assign(new Error('no '.repeat(9_000)), { statusCode: 403 }),
    'artifact-refused',
    /\.\.\.$/,
  ],
] as const) {
  test(`${what} is told as what it is, and no other job is blamed`, async () => {
    const { result } = await publish(error);
    assert.equal(result.code, code);
    assert.match(result.facts.reason, reason);
    assert.ok(result.facts.reason.length <= 600);
  });
}

for (const server of [
  'https://github.com',
  'https://GitHub.com/',
  'https://contoso.ghe.com',
  'http://github.localhost:8080',
  'http://localhost:8080',
  'https://github.contoso.example',
  'https://ghe.com',
  'https://evilghe.com',
  'https://github.com.contoso.example',
  'https://github.com:8443',
  '',
]) {
  test(`the client's own rule says whether ${server || 'no server at all'} takes uploads`, () => {
    process.env.GITHUB_SERVER_URL = server;
    const expected = isGhes() ? 'artifact-server' : undefined;
    assert.equal(whyNoUploads({ ...env, GITHUB_SERVER_URL: server })?.code, expected);
  });
}

test('an address that is none takes no uploads, nor does a job without a service', () => {
  assert.equal(whyNoUploads({ ...env, GITHUB_SERVER_URL: 'github' })?.code, 'artifact-server');
  for (const name of Object.keys(env)) assert.equal(whyNoUploads({ ...env, [name]: '' })?.code, 'artifact-unavailable');
});

test('of a name that is taken, the attempt before is thought of where there was one', async () => {
  for (const [attempt, code] of [
    ['1', 'artifact-name-taken'],
    ['2', 'artifact-name-taken-before'],
    ['', 'artifact-name-taken'],
  ] as const) {
    const { result } = await publishIn({ ...env, GITHUB_RUN_ATTEMPT: attempt }, undefined, taken);
    assert.deepEqual([result.code, result.facts.attempt], [code, attempt]);
  }
});

for (const [asked, allowed, days] of [
  [400, '90', 90],
  [7, '90', 7],
  [undefined, '90', 90],
  [7, '', 7],
  [7, '0', 7],
  [7, 'many', 7],
  [undefined, '', undefined],
] as const) {
  test(`of ${asked} days in a repository that keeps artifacts for "${allowed}", ${days} are told`, async () => {
    const { result } = await publishIn({ ...env, GITHUB_RETENTION_DAYS: allowed }, asked, published);
    assert.equal(result.retentionDays, days);
  });
}
