import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { mkdtempDisposable, readFile, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { isGhes } from '../../node_modules/@actions/artifact/lib/internal/shared/config.js';
import { publishArtifact, whyNoUploads } from '../../src/github/publish-artifact.ts';
import { NetworkFault } from '../../src/http/network-fault.ts';
import type { HttpRequest } from '../../src/http/transport.ts';

const scope = Buffer.from(JSON.stringify({ scp: 'Actions.Other:x Actions.Results:run:job' })).toString('base64url');
const env = { ACTIONS_RUNTIME_TOKEN: `head.${scope}.secret-signature`, ACTIONS_RESULTS_URL: 'https://results.example' };
const page = new URL(import.meta.url).pathname;
const { signal } = new AbortController();
const upload = {
  name: 'report.html',
  files: [{ name: 'report.html', path: page, sha256: '' }],
  retentionDays: undefined,
  signal,
  unzipped: true as const,
};

type Answer = { status: number; body: string; headers?: Record<string, string> } | 'broken';
type Answers = Record<'CreateArtifact' | 'FinalizeArtifact' | 'whole' | 'block' | 'blocklist', Answer[]>;

const refused = (status: number, msg: string): Answer => ({ status, body: JSON.stringify({ code: 'refused', msg }) });
const answers: Record<keyof Answers, Answer> = {
  CreateArtifact: { status: 200, body: '{"ok":true,"signed_upload_url":"https://storage.example/a?sp=w&sig=si%2Fgn"}' },
  FinalizeArtifact: { status: 200, body: '{"ok":true,"artifact_id":"7"}' },
  whole: { status: 201, body: '', headers: { 'content-md5': hash('md5', await readFile(page), 'base64') } },
  block: { status: 201, body: '' },
  blocklist: { status: 201, body: '' },
};
/** What a storage may say that takes nothing but blocks. */
const onlyBlocks: Answer = { status: 400, body: '' };

/** Publishes where these answers come first, and those of a service that is well afterwards. */
async function publish(first: Partial<Answers>, job: Record<string, string> = {}, retentionDays?: number) {
  const requests: HttpRequest[] = [];
  const [masks, said]: [string[], string[]] = [[], []];
  const transport = async (request: HttpRequest) => {
    requests.push(request);
    const { pathname, searchParams } = new URL(request.url);
    const step = (searchParams.get('comp') ?? pathname.replace(/.*\//, '').replace(/^a$/, 'whole')) as keyof Answers;
    const answer = first[step]?.shift() ?? answers[step];
    if (answer === 'broken') throw new NetworkFault('ECONNRESET', 'results.example');
    const headers = new Map(Object.entries(answer.headers ?? {}));
    return { status: answer.status, body: answer.body, headers, secrets: request.secrets };
  };
  const waits: number[] = [];
  const sleep = async (milliseconds: number) => void waits.push(milliseconds);
  const pace = { now: () => 0, random: () => 0, sleep, say: (text: string) => said.push(text) };
  const parts = { env: { ...env, ...job }, transport, pace, mask: (secret: string) => masks.push(secret) };
  const result = await publishArtifact(parts, { ...upload, retentionDays }).catch((error) => error);
  return {
    result,
    requests,
    steps: requests.map(({ url }) => url.replace(/.*(?:comp=|\/)(\w+).*/, '$1').replace(/^a$/, 'whole')),
    masks,
    said,
    waits,
  };
}

test('an artifact that is less than a block takes three requests', async () => {
  const { result, requests, steps } = await publish({});
  assert.equal(result.id, '7');
  assert.deepEqual(steps, ['CreateArtifact', 'whole', 'FinalizeArtifact']);
  const { method, url, headers } = requests[1] ?? {};
  assert.deepEqual([method, url], ['PUT', 'https://storage.example/a?sp=w&sig=si%2Fgn']);
  assert.deepEqual(headers, {
    'content-length': String(result.bytes),
    'content-type': 'text/html',
    'x-ms-blob-content-type': 'text/html',
    'x-ms-blob-type': 'BlockBlob',
    'x-ms-version': '2021-08-06',
  });
});

for (const [what, answer] of [
  ['refuses all but blocks', onlyBlocks],
  ['fails', { status: 500, body: 'no such operation' }],
  ['says nothing', 'broken'],
  ['takes it for a block', { status: 201, body: '' }],
  ['has something else', { status: 201, body: '', headers: { 'content-md5': hash('md5', 'else', 'base64') } }],
] satisfies [string, Answer][]) {
  test(`where the storage ${what}, the same is sent as a block, at once`, async () => {
    const { result, steps, waits, said } = await publish({ whole: [answer] });
    assert.equal(result.id, '7');
    assert.deepEqual(steps, ['CreateArtifact', 'whole', 'block', 'blocklist', 'FinalizeArtifact']);
    assert.deepEqual(waits, []);
    const lines = ['storage: results.example: ECONNRESET. The same goes once more, as a block.'];
    assert.deepEqual(said, answer === 'broken' ? lines : []);
  });
}

test('as a block it takes five, and what is signed is masked', async () => {
  const { result, requests, masks } = await publish({ whole: [onlyBlocks] });
  assert.deepEqual([result.id, result.url, result.name], ['7', undefined, 'report.html']);
  assert.deepEqual(
    requests.map(({ method, url }) => `${method} ${url}`),
    [
      'POST https://results.example/twirp/github.actions.results.api.v1.ArtifactService/CreateArtifact',
      'PUT https://storage.example/a?sp=w&sig=si%2Fgn',
      'PUT https://storage.example/a?sp=w&sig=si%2Fgn&comp=block&blockid=YmxvY2stMDAwMDAw',
      'PUT https://storage.example/a?sp=w&sig=si%2Fgn&comp=blocklist',
      'POST https://results.example/twirp/github.actions.results.api.v1.ArtifactService/FinalizeArtifact',
    ],
  );
  const job = { workflow_run_backend_id: 'run', workflow_job_run_backend_id: 'job', name: 'report.html' };
  assert.deepEqual(
    [requests[0], requests[4]].map((request) => JSON.parse(String(request?.body))),
    [
      { ...job, version: 7, mime_type: 'text/html' },
      { ...job, size: String(result.bytes), hash: `sha256:${result.digest}` },
    ],
  );
  assert.equal(requests[3]?.headers?.['x-ms-blob-content-type'], 'text/html');
  assert.deepEqual(masks, ['si/gn', 'si%2Fgn']);
});

for (const step of ['CreateArtifact', 'block', 'blocklist', 'FinalizeArtifact'] as const) {
  test(`what passes at ${step} costs nothing but some waiting, which the log tells`, async () => {
    const limited: Answer = { status: 429, body: '', headers: { 'retry-after': '7' } };
    const passing: Answer[] = ['broken', refused(503, 'busy'), limited];
    const { result, said, waits } = await publish({ whole: [onlyBlocks], [step]: passing });
    assert.equal(result.id, '7');
    assert.deepEqual(waits, [1_000, 2_000, 7_000]);
    assert.equal(said.length, 3);
    const name = step.startsWith('block') ? 'storage' : step;
    assert.match(
      said[0] ?? '',
      new RegExp(`^${name}: attempt 1 of 5 failed \\(results\\.example: ECONNRESET\\)\\. The next`),
    );
  });
}

test('five times are enough, and a page in place of an answer is one of them', async () => {
  const wrong: Answer = { status: 200, body: '<html>' };
  const { result, steps } = await publish({ CreateArtifact: [wrong, wrong, wrong, wrong, refused(500, 'still ill')] });
  assert.deepEqual(
    [result.code, result.facts.reason],
    ['artifact-refused', 'Failed to CreateArtifact: (500) still ill'],
  );
  assert.deepEqual(steps, Array(5).fill('CreateArtifact'));
});

test('when the service had heard the first try, what is told is what happened first', async () => {
  const { result, steps } = await publish({ CreateArtifact: ['broken', refused(409, 'it already exists')] });
  assert.deepEqual([result.code, result.facts.reason], ['artifact-refused', 'results.example: ECONNRESET']);
  assert.equal(steps.length, 2);
});

for (const [what, first, code, reason] of [
  [
    'a quota',
    { CreateArtifact: [refused(403, 'insufficient usage to create artifact')] },
    'artifact-quota',
    /insufficient usage/,
  ],
  [
    'a conflict at the end',
    { FinalizeArtifact: [refused(409, 'x')] },
    'artifact-refused',
    /^Failed to FinalizeArtifact: \(409\) x$/,
  ],
  [
    'a blob that is there',
    { block: [{ status: 409, body: '<Error><Message>The specified blob already exists.\nTime:1</Message></Error>' }] },
    'artifact-refused',
    /^HTTP 409 of the storage: The specified blob already exists\. Time:1$/,
  ],
  [
    'a page of a firewall',
    { blocklist: [{ status: 403, body: `<html>${'no '.repeat(9_000)}` }] },
    'artifact-refused',
    /^HTTP 403 and a page in place of an answer of the storage$/,
  ],
  ['a storage without words', { block: [{ status: 400, body: '' }] }, 'artifact-refused', /^HTTP 400 of the storage$/],
  ['words without end', { CreateArtifact: [refused(403, 'no '.repeat(9_000))] }, 'artifact-refused', /\.\.\.$/],
  [
    'a service without words',
    { CreateArtifact: [{ status: 403, body: '<html>' }] },
    'artifact-refused',
    /^Failed to CreateArtifact: \(403\)$/,
  ],
  [
    'an answer that says nothing',
    { CreateArtifact: [{ status: 200, body: '{}' }] },
    'artifact-refused',
    /^CreateArtifact was answered without signed_upload_url$/,
  ],
  [
    'a service that says back what it was sent',
    { CreateArtifact: [refused(403, `not you, ${env.ACTIONS_RUNTIME_TOKEN}`)] },
    'artifact-refused',
    /^Failed to CreateArtifact: \(403\) not you, \*\*\*$/,
  ],
] satisfies [string, Partial<Answers>, string, RegExp][]) {
  test(`${what} is told as what it is, at once, and no other job is blamed`, async () => {
    const { result, waits } = await publish({ whole: [onlyBlocks], ...first });
    assert.deepEqual([result.code, waits], [code, []]);
    assert.match(result.facts.reason, reason);
    assert.ok(result.facts.reason.length <= 600);
  });
}

test('when nobody wants it any more, nothing more is sent, and no wait goes on', async () => {
  const unwanted = new AbortController();
  const steps: string[] = [];
  const transport = async ({ url }: HttpRequest) => {
    steps.push(url.slice(-14));
    unwanted.abort();
    return { status: 503, body: '', headers: new Map(), secrets: [] };
  };
  const pace = { now: () => 0, random: () => 0, sleep: () => new Promise<void>(() => {}) };
  const publishing = publishArtifact({ env, transport, pace, mask() {} }, { ...upload, signal: unwanted.signal });
  await assert.rejects(publishing, { code: 'artifact-refused' });
  assert.deepEqual(steps, ['CreateArtifact']);
});

for (const token of ['none', `head.${Buffer.from('{}').toString('base64url')}.x`]) {
  test(`a token that names no job (${token}) publishes nothing`, async () => {
    const { result, requests } = await publish({}, { ACTIONS_RUNTIME_TOKEN: token });
    assert.match(result.facts.reason, /^ACTIONS_RUNTIME_TOKEN names no job that may publish$/);
    assert.deepEqual(requests, []);
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
    const taken = refused(409, 'an artifact with this name exists on the workflow run');
    const { result } = await publish({ CreateArtifact: [taken] }, { GITHUB_RUN_ATTEMPT: attempt });
    assert.deepEqual([result.code, result.facts.attempt], [code, attempt]);
  }
});

for (const [asked, allowed, days, until] of [
  [400, '90', 90, '1970-04-01T00:00:00.000Z'],
  [7, '90', 7, '1970-01-08T00:00:00.000Z'],
  [undefined, '90', 90, undefined],
  [7, '', 7, '1970-01-08T00:00:00.000Z'],
  [7, '0', 7, '1970-01-08T00:00:00.000Z'],
  [7, 'many', 7, '1970-01-08T00:00:00.000Z'],
  [undefined, '', undefined, undefined],
] as const) {
  test(`of ${asked} days in a repository that keeps artifacts for "${allowed}", ${days} are told`, async () => {
    const { result, requests } = await publish({}, { GITHUB_RETENTION_DAYS: allowed }, asked);
    assert.equal(result.retentionDays, days);
    assert.equal(JSON.parse(String(requests[0]?.body)).expires_at, until);
  });
}

test('a report that becomes shorter while it is sent is told at once', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'publish-'));
  const path = join(folder.path, 'report.html');
  await writeFile(path, Buffer.alloc(9 << 20));
  const transport = async ({ url, body }: HttpRequest) => {
    // All of it was there when the first block was cut off.
    if (url.endsWith('CreateArtifact')) await truncate(path, 6 << 20);
    if (typeof body === 'object') for await (const piece of body) assert.ok(piece.length > 0);
    const answer = { signed_upload_url: 'https://storage.example/a?sig=x', artifact_id: '7' };
    return { status: 200, body: JSON.stringify(answer), headers: new Map(), secrets: [] };
  };
  const pace = { now: () => 0, random: () => 0, sleep: () => Promise.reject(new Error('nobody waits')) };
  const files = [{ name: 'report.html', path, sha256: '' }];
  await assert.rejects(publishArtifact({ env, transport, pace, mask() {} }, { ...upload, files }), {
    code: 'file-changed',
    facts: { name: 'report.html' },
  });
});
