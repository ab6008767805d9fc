import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGitHubApi, GitHubProblem } from '../../src/github/rest.ts';

const start = Date.parse('2026-11-25T12:00:00Z');

/** Asks a GitHub that answers as given, at a clock that only moves when somebody sleeps. */
async function ask(answers: readonly Response[], deadline = start + 60_000) {
  const left = [...answers];
  const waits: number[] = [];
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
  });
  const result = await api.get('/repos').catch((error: unknown) => error);
  return { result, waits, asked: answers.length - left.length };
}

const refused = (status: number, headers: Record<string, string> = {}) => new Response('{}', { status, headers });
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
];
for (const [what, answer, waits] of cases) {
  test(`${what}: GitHub is asked again when it wants to be`, async () => {
    assert.deepEqual(await ask([answer, good()]), { result: { good: true }, waits, asked: 2 });
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

test('a missing permission is not asked for again', async () => {
  const { result, asked } = await ask([refused(403), good()]);
  assert.equal(asked, 1);
  assert.equal((result as GitHubProblem).status, 403);
});
