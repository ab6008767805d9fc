import assert from 'node:assert/strict';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { refusals } from '../../emulator/github/refusals.ts';
import { repositoryVisibility } from '../../src/github/repository-visibility.ts';

const job = {
  GITHUB_REPOSITORY: 'contoso/audit',
  GITHUB_RUN_ID: '1',
  GITHUB_RUN_ATTEMPT: '1',
  GITHUB_API_URL: 'https://api.github.example/',
};

interface Asked {
  env?: Record<string, string | undefined>;
  token?: string;
  /** Milliseconds that may be waited. */
  patience?: number;
  /** Aborted when the audit must stop. */
  signal?: AbortSignal;
}

/** Asks with these answers, the last of them again and again. @returns what came of it, the requests and the waits */
async function ask(answers: readonly (() => Response)[], options: Asked = {}) {
  const { env = job, token = 'ghs_token', patience = 600_000, signal = new AbortController().signal } = options;
  const requests: { address: string; headers: Record<string, string> }[] = [];
  const waits: number[] = [];
  const said: string[] = [];
  let now = 0;
  const found = await repositoryVisibility(
    {
      env,
      token,
      async fetch(address, { headers, signal: given }) {
        given.throwIfAborted();
        requests.push({ address, headers });
        const answer = answers[Math.min(requests.length, answers.length) - 1];
        if (answer === undefined) throw new TypeError('nobody asks here');
        return answer();
      },
      pace: {
        now: () => now,
        async sleep(milliseconds) {
          waits.push(milliseconds);
          now += milliseconds;
        },
      },
      say: (text) => said.push(text),
    },
    { deadline: patience, signal },
  );
  return { found, requests, waits, said };
}

function json(body: unknown, status = 200, headers: Record<string, string> = {}) {
  return () => new Response(JSON.stringify(body), { status, headers });
}

for (const [description, visibility] of [
  [{ private: false, visibility: 'public' }, 'public'],
  [{ private: true, visibility: 'private' }, 'private'],
  [{ private: true, visibility: 'internal' }, 'internal'],
  [{ private: false }, 'public'],
  [{ private: true }, 'not-public'],
  [{ private: true, visibility: 'members-only' }, 'not-public'],
  [{ visibility: 'private' }, 'private'],
  [{ private: false, visibility: 'private' }, 'public'],
  [{ private: true, visibility: 'public' }, 'public'],
  [{ private: 'true' }, 'unknown'],
  [{ visibility: 'Private' }, 'unknown'],
  [[], 'unknown'],
  [null, 'unknown'],
  ['private', 'unknown'],
] as const) {
  test(`${JSON.stringify(description)} is a repository that is ${visibility}`, async () => {
    const { found } = await ask([json(description)]);
    assert.deepEqual([found?.visibility, found?.repository], [visibility, 'contoso/audit']);
  });
}

test('GitHub is asked once, with the token; without one, nothing is presented in its place', async () => {
  const answer = [json({ visibility: 'private' })];
  const given = await ask(answer);
  assert.deepEqual(
    given.requests.map(({ address, headers }) => [address, headers.authorization]),
    [['https://api.github.example/repos/contoso/audit', 'Bearer ghs_token']],
  );
  const [request] = (await ask(answer, { token: '' })).requests;
  assert.equal('authorization' in (request?.headers ?? {}), false);
});

test('a rate limit is waited out, and told', async () => {
  const limited = json(refusals.secondaryLimit.body, 403, { 'retry-after': '30' });
  const { found, waits, said } = await ask([limited, json({ visibility: 'private' })]);
  assert.deepEqual([found?.visibility, waits], ['private', [30_000]]);
  assert.match(said.join('\n'), /: who can read contoso\/audit is asked again in 30\.0 s\.$/);
});

test('one that lasts longer than there is patience is why it is unknown', async () => {
  const limited = json(refusals.secondaryLimit.body, 403, { 'retry-after': '3000' });
  const { found, waits } = await ask([limited]);
  assert.deepEqual([found?.visibility, waits], ['unknown', []]);
  assert.match(found?.reason ?? '', /secondary rate limit/);
});

test('a fault that stays is tried four times', async () => {
  const { found, waits } = await ask([json({}, 500)]);
  assert.deepEqual([found?.visibility, waits], ['unknown', [1_000, 3_000, 6_000]]);
  assert.equal(found?.reason, 'GitHub answered HTTP 500; there is no payload of an event');
});

test('an audit that must stop does, and does not call it unknown', async () => {
  const stop = new AbortController();
  stop.abort(new RangeError('stopped'));
  await assert.rejects(ask([json({})], { signal: stop.signal }), { message: 'stopped' });
});

test('outside of a job nobody is asked; in a job without a name or an address it is unknown', async () => {
  assert.equal((await ask([], { env: {} })).found, undefined);
  for (const [env, reason] of [
    [{ ACTIONS_RUNTIME_TOKEN: 'x' }, 'GITHUB_REPOSITORY does not name it'],
    [{ ...job, GITHUB_REPOSITORY: 'contoso/../other/audit' }, 'GITHUB_REPOSITORY does not name it'],
    [{ ...job, GITHUB_API_URL: '' }, 'GITHUB_API_URL does not say where to ask'],
  ] as const) {
    const { found, requests } = await ask([], { env });
    assert.deepEqual(
      [found?.visibility, found?.reason, requests],
      ['unknown', `${reason}; there is no payload of an event`, []],
    );
  }
});

test('of the payload it is believed that it was public, in any attempt', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'payload-'));
  const GITHUB_EVENT_PATH = join(folder.path, 'event.json');
  await writeFile(GITHUB_EVENT_PATH, '{"repository": {"full_name": "Contoso/Audit", "private": false}}');
  const env = { ...job, GITHUB_EVENT_PATH, GITHUB_RUN_ATTEMPT: '3' };
  assert.equal((await ask([json({}, 404)], { env })).found?.visibility, 'public');
});
