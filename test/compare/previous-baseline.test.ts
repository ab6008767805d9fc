import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { previousBaseline } from '../../src/compare/previous-baseline.ts';
import { createArtifactStore } from '../../src/github/artifact-store.ts';

const today = { tenantId: 't', clientId: 'c', cloud: 'public', filter: null };
const { signal } = new AbortController();
const nothingUploaded = {
  transport: () => Promise.reject(new Error('nothing is uploaded here')),
  mask() {},
};
const job = { GITHUB_REPOSITORY: 'contoso/audit', GITHUB_RUN_ID: '9', GITHUB_API_URL: 'https://api.github.example' };

/** Looks for the previous list at a GitHub that answers as `answer` does, 400 seconds before the end. */
async function look(answer: (path: string, signal: AbortSignal) => Promise<Response>, deadline = 400_000) {
  const folder = await mkdtemp(join(tmpdir(), 'previous-'));
  const waits: number[] = [];
  const sleep = async (milliseconds: number) => void waits.push(milliseconds);
  const pace = { now: () => 0, deadline, sleep, random: () => 0 };
  const fetch = ((address: string, { signal }: { signal: AbortSignal }) =>
    answer(address.slice(job.GITHUB_API_URL.length), signal)) as typeof globalThis.fetch;
  const artifacts = createArtifactStore({ env: job, token: 'ghs_x', fetch, pace, ...nothingUploaded });
  try {
    const baseline = await previousBaseline(
      { artifactName: 'entra-users', folder, today },
      { artifacts, pace, signal },
    );
    return { baseline, waits, left: await readdir(folder) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const ids = { repository: { id: 1 }, head_repository: { id: 1 } };
const run = { workflow_id: 5, head_branch: 'main', conclusion: 'success', event: 'schedule', ...ids };
const workflow_run = { repository_id: 1, head_repository_id: 1 };

/** A GitHub with two earlier runs, each with an artifact: the newer one's download ends so. */
const twoRuns =
  (newer: () => Response, bytes = 5) =>
  async (path: string) => {
    const { pathname } = new URL(path, job.GITHUB_API_URL);
    const id = /\/runs\/(\d)\/artifacts$/.exec(pathname)?.[1];
    if (id)
      return Response.json({
        artifacts: [{ id: 10 * Number(id), name: 'entra-users', size_in_bytes: bytes, workflow_run }],
      });
    if (pathname.endsWith('/workflows/5/runs')) {
      return Response.json({ workflow_runs: [8, 7].map((number) => ({ ...run, id: number })) });
    }
    if (pathname.endsWith('/artifacts/80/zip')) return newer();
    return pathname.endsWith('/artifacts/70/zip') ? new Response('no zip') : Response.json(run);
  };

for (const status of [404, 410]) {
  test(`an artifact that went between listing and download (${status}) is looked past`, async () => {
    const { baseline, left } = await look(twoRuns(() => new Response(null, { status })));
    assert.equal(baseline.state, 'unusable');
    const { code, facts } = baseline.failure;
    assert.deepEqual([code, facts.runId], ['previous-spoiled', '7'], 'the one before it was looked at');
    assert.deepEqual(left, [], 'nothing is left of a download');
  });

  test(`when every artifact has gone meanwhile (${status}), that is told as such`, async () => {
    const answer = twoRuns(() => new Response(null, { status }));
    const { baseline } = await look((path) => answer(path.replace('/artifacts/70/', '/artifacts/80/')));
    assert.equal(baseline.state, 'first');
    assert.deepEqual([baseline.lookedPast, baseline.expired], [['8', '7'], '8']);
  });
}

for (const [status, code] of [
  [400, 'previous-unavailable'],
  [401, 'previous-token-refused'],
  [403, 'previous-forbidden'],
  [409, 'previous-unavailable'],
  [451, 'previous-blocked'],
  [500, 'previous-unavailable'],
] as const) {
  test(`a download that is answered with ${status} is not looked past: ${code}`, async () => {
    const { baseline } = await look(twoRuns(() => new Response(null, { status })));
    assert.equal(baseline.state, 'unusable');
    assert.equal(baseline.failure.code, code);
  });
}

test('an artifact that is enormous by a byte is not fetched, one that is just not enormous is', async () => {
  const fetched: string[] = [];
  const reason = async (bytes: number) => {
    const answer = twoRuns(() => new Response('no zip'), bytes);
    const { baseline } = await look((path) => {
      if (path.endsWith('/zip')) fetched.push(path);
      return answer(path);
    });
    assert.equal(baseline.state, 'unusable');
    assert.deepEqual([baseline.failure.code, baseline.failure.facts.runId], ['previous-spoiled', '8']);
    return String(baseline.failure.facts.reason);
  };
  assert.match(await reason(2 * 1024 ** 3), /the zip is broken/);
  assert.equal(fetched.length, 1);
  assert.equal(await reason(2 * 1024 ** 3 + 1), 'it is enormous');
  assert.equal(fetched.length, 1);
});

test('GitHub is cut off after a quarter of the time that is left: neither before nor after it', async () => {
  const order: string[] = [];
  // Timers end in the order of their times, however busy the machine is; these begin when the one that cuts off has begun.
  const timers = [
    [60, 'before'],
    [180, 'after'],
    [400, 'the end'],
  ] as const;
  const ended: Promise<unknown>[] = [];
  const silent = (_: string, signal: AbortSignal) => {
    for (const [at, what] of timers) ended.push(delay(at).then(() => order.push(what)));
    return new Promise<Response>((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        order.push('cut off');
        reject(signal.reason);
      });
    });
  };
  const { baseline } = await look(silent, 400);
  await Promise.all(ended);
  assert.equal(baseline.state, 'unusable');
  assert.deepEqual(order, ['before', 'cut off', 'after', 'the end']);
});

test('a wait that GitHub asks for may take a quarter of the time that is left, and no longer', async () => {
  const limited = (seconds: number) => async () =>
    new Response(null, { status: 429, headers: { 'retry-after': String(seconds) } });
  const patient = await look(limited(99));
  assert.deepEqual(patient.waits.slice(0, 1), [99_000]);
  const { baseline, waits } = await look(limited(101));
  assert.deepEqual(waits, []);
  assert.equal(baseline.state, 'unusable');
  assert.equal(baseline.failure.code, 'previous-limited');
  assert.match(String(baseline.failure.facts.reason), /rate limit\); it ends at 1970-01-01T00:01:41Z$/);
});

test('without a token, and outside of a workflow run, GitHub is not asked', async () => {
  const pace = { now: () => 0, deadline: 1, sleep: async () => {}, random: () => 0 };
  const fetch = () => Promise.reject(new Error('nobody is asked'));
  const options = { artifactName: 'entra-users', folder: '', today };
  const look = (env: Record<string, string | undefined>, token: string) => {
    const artifacts = createArtifactStore({ env, token, fetch, pace, ...nothingUploaded });
    return previousBaseline(options, { artifacts, pace, signal });
  };
  const refused = await look(job, '');
  assert.equal(refused.state, 'unusable');
  assert.equal(refused.failure.code, 'previous-token-refused');
  for (const name of Object.keys(job)) {
    const { state } = await look({ ...job, [name]: undefined }, 'ghs_x');
    assert.equal(state, 'first', name);
  }
});

test('a server that sends a byte now and then gets a quarter of the time that is left, and no more', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'previous-'));
  const server = createServer((_, response) => {
    const timer = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(timer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const env = {
      GITHUB_REPOSITORY: 'contoso/audit',
      GITHUB_RUN_ID: '1',
      GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    };
    const pace = { now: () => 0, deadline: 2_000, sleep: async () => {}, random: Math.random };
    const artifacts = createArtifactStore({ env, token: 'ghs_x', fetch, pace, ...nothingUploaded });
    const baseline = await previousBaseline(
      { artifactName: 'entra-users', folder, today },
      { artifacts, pace, signal },
    );
    assert.equal(baseline.state, 'unusable');
    assert.equal(baseline.failure.code, 'previous-unavailable');
    assert.match(
      String(baseline.failure.facts.reason),
      /did not come within 0\.5 s, a quarter of the time that was left/,
    );
  } finally {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  }
});
