import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createGitHubApi, GitHubProblem } from '../../src/github/api.ts';

const start = Date.parse('2026-11-25T12:00:00Z');

/** Asks a GitHub that answers as given, at a clock that only moves when somebody sleeps. */
async function ask(answers: readonly Response[], deadline = start + 450_000) {
  const left = [...answers];
  const waits: number[] = [];
  const told: string[] = [];
  let now = start;
  const api = createGitHubApi({
    url: 'https://api.github.example',
    token: 'ghs_x',
    fetch: async () => left.shift() ?? Response.error(),
    now: () => now,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
      now += milliseconds;
    },
    deadline,
    signal: new AbortController().signal,
    say: (text) => told.push(text),
  });
  const result = await api.get('/repos').catch((error: unknown) => error);
  return { result, waits, told, asked: answers.length - left.length };
}

const refused = (status: number, headers: Record<string, string> = {}) => new Response('{}', { status, headers });
const said = (status: number, message: string) => Response.json({ message }, { status });
const good = () => Response.json({ good: true });

const cases: [string, Response, number[]][] = [
  ['429 with seconds', refused(429, { 'retry-after': '7' }), [7_000]],
  ['429 with a date', refused(429, { 'retry-after': 'Wed, 25 Nov 2026 12:00:09 GMT' }), [9_000]],
  ['503 with seconds', refused(503, { 'retry-after': '5' }), [5_000]],
  [
    '403 of the primary limit',
    refused(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(start / 1000 + 12) }),
    [12_000],
  ],
  ['403 of the secondary limit', refused(403, { 'retry-after': '4' }), [4_000]],
  ['500', refused(500), [1_000]],
  [
    '403 of the secondary limit that only its message tells',
    said(403, 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'),
    [60_000],
  ],
  [
    '403 of the secondary limit in its old words',
    said(403, 'You have triggered an abuse detection mechanism. Please wait a few minutes before you try again.'),
    [60_000],
  ],
  ['429 without a word', refused(429), [60_000]],
  ['a success that is no JSON', new Response('<html>'), [1_000]],
  ['a success that was cut', new Response('{"good": tr'), [1_000]],
];
for (const [what, answer, waits] of cases) {
  test(`${what}: GitHub is asked again when it wants to be`, async () => {
    const { told, ...outcome } = await ask([answer, good()]);
    assert.deepEqual(outcome, { result: { good: true }, waits, asked: 2 });
    assert.equal(told.length, (waits[0] ?? 0) < 5_000 ? 0 : 1, 'a wait that people would wonder about is told');
  });
}

test('whoever says how long to wait is asked six times, whoever does not three times', async () => {
  const limited = await ask(Array.from({ length: 9 }, () => refused(429, { 'retry-after': '5' })));
  assert.equal(limited.asked, 6);
  assert.match(String(limited.result), /GitHub asks for patience/);
  assert.equal((await ask(Array.from({ length: 9 }, () => refused(502)))).asked, 3);
});

test('a wait beyond the time that there is for it is not begun', async () => {
  const { result, waits } = await ask([refused(403, { 'retry-after': '3600' }), good()]);
  assert.deepEqual(waits, []);
  assert.ok(result instanceof GitHubProblem);
  assert.equal(result.status, 429, 'it is no missing permission');
});

test('a limit that says nothing of its end is waited for longer and longer, and then told', async () => {
  const words = 'You have exceeded a secondary rate limit.';
  const answers = () => Array.from({ length: 9 }, () => said(403, words));
  const { result, waits, told, asked } = await ask(answers());
  assert.deepEqual([waits, asked], [[60_000, 120_000, 240_000], 4]);
  assert.equal((result as GitHubProblem).message, `GitHub asks for patience (secondary rate limit: "${words}")`);
  assert.match(told[1] ?? '', /^GitHub asks for patience .*: the earlier list is looked for again in 2 min 0 s\.$/);
  const short = await ask(answers(), start + 59_000);
  assert.deepEqual([short.waits, short.asked], [[], 1], 'a minute that is not there is not waited');
  assert.equal((short.result as GitHubProblem).endsAt, undefined);
});

test('a limit that cannot be waited out says when it ends', async () => {
  const reset = start / 1000 + 3_000;
  const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) };
  const { result } = await ask([refused(403, headers)]);
  assert.equal((result as GitHubProblem).endsAt, reset * 1000);
});

for (const [what, headers] of [
  ['a reset', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(start / 1000 - 90) }],
  ['seconds', { 'retry-after': '0' }],
  ['a date', { 'retry-after': new Date(start - 5_000).toUTCString() }],
] as const) {
  test(`an end that is over already (${what}) is believed once, then a minute and more is waited`, async () => {
    const { result, waits, asked } = await ask(Array.from({ length: 9 }, () => refused(403, headers)));
    assert.deepEqual([waits, asked], [[1_000, 60_000, 120_000, 240_000], 5]);
    assert.equal((result as GitHubProblem).endsAt, undefined);
  });
}

test('a missing permission is not asked for again', async () => {
  const { result, asked } = await ask([refused(403), good()]);
  assert.equal(asked, 1);
  assert.equal((result as GitHubProblem).status, 403);
});

/** Asks a GitHub at which each address answers as given, and remembers who was told what. */
function served(answers: Record<string, () => Response>) {
  const asked: [string, string | null][] = [];
  const api = createGitHubApi({
    url: 'https://api.github.example/',
    token: 'ghs_x',
    fetch: (async (address: string, { headers }: RequestInit) => {
      asked.push([address, new Headers(headers).get('authorization')]);
      return answers[address]?.() ?? refused(404);
    }) as typeof fetch,
    ...{ now: () => start, sleep: async () => {}, deadline: start + 60_000, signal: new AbortController().signal },
  });
  return { api, asked };
}

const to = (location: string) => () => refused(302, { location });
const base = 'https://api.github.example';

test('a document that is just within the limit is read, one of a byte more is not', async () => {
  const limit = 8 * 1024 * 1024;
  const long = (bytes: number) => () => new Response(`"${'x'.repeat(bytes - 2)}"`);
  const { api } = served({ [`${base}/just`]: long(limit), [`${base}/more`]: long(limit + 1) });
  assert.equal((await api.get<string>('/just')).length, limit - 2);
  await assert.rejects(api.get('/more'), /GitHub answered without end/);
});

test('a download of just as much as is allowed is taken, one of a byte more is not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rest-'));
  try {
    const { api } = served({ [`${base}/zip`]: () => new Response('12345') });
    const sha256 = createHash('sha256').update('12345').digest('hex');
    assert.deepEqual(await api.download('/zip', join(folder, 'a'), 5), { bytes: 5, sha256 });
    assert.equal(await readFile(join(folder, 'a'), 'utf8'), '12345');
    await assert.rejects(api.download('/zip', join(folder, 'b'), 4), /the artifact is enormous/);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('GitHub may redirect three times, and its token goes to its own origin alone', async () => {
  const hops = {
    [`${base}/a`]: to('/b'),
    [`${base}/b`]: to('https://storage.example/c'),
    'https://storage.example/c': to('https://api.github.example.evil.example/d'),
    'https://api.github.example.evil.example/d': good,
    [`${base}/0`]: to('/a'),
  };
  const { api, asked } = served(hops);
  assert.deepEqual(await api.get('/a'), { good: true });
  assert.deepEqual(asked, [
    [`${base}/a`, 'Bearer ghs_x'],
    [`${base}/b`, 'Bearer ghs_x'],
    ['https://storage.example/c', null],
    ['https://api.github.example.evil.example/d', null],
  ]);
  await assert.rejects(api.get('/0'), /GitHub redirected again and again/);
});

for (const [location, taken] of [
  ['https://storage.example/x', true],
  ['http://localhost:1/x', true],
  ['http://127.0.0.1:1/x', true],
  ['http://[::1]:1/x', true],
  ['http://storage.example/x', false],
  ['http://127.0.0.1.evil.example/x', false],
  ['http://localhost.evil.example/x', false],
  ['ftp://storage.example/x', false],
  ['ftp://localhost/x', false],
  ['file:///etc/passwd', false],
] as const) {
  test(`a redirection to ${location} is ${taken ? 'followed' : 'refused'}`, async () => {
    const { api, asked } = served({ [`${base}/a`]: to(location), [location]: good });
    if (taken) assert.deepEqual(await api.get('/a'), { good: true });
    else await assert.rejects(api.get('/a'), /GitHub redirected to an address without https/);
    assert.equal(asked.length, taken ? 2 : 1);
  });
}

test('an address that is none, and an answer that is no JSON, are told in our own words', async () => {
  const { api } = served({ [`${base}/a`]: to('https://'), [`${base}/b`]: () => new Response('<html>') });
  await assert.rejects(api.get('/a'), /GitHub redirected to an unreadable address/);
  await assert.rejects(api.get('/b'), /GitHub answered with something that is not JSON/);
});
