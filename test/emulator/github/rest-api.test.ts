import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startGitHub } from '../../../emulator/github/index.ts';

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

async function get(url: string, token?: string): Promise<Answer> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(url, { headers, redirect: 'manual' });
  return { status: response.status, body: (await response.json().catch(() => ({}))) as Record<string, unknown> };
}

test('runs of a workflow are found by status, newest first', async (t) => {
  const github = await startGitHub();
  t.after(github.close);
  const [first, second, third] = [github.startRun(), github.startRun(), github.startRun()];
  github.finishRun(first, 'success');
  github.finishRun(second, 'failure');
  const runs = `${github.origin}/api/v3/repos/contoso/directory-audit/actions/workflows/audit.yml/runs`;

  const all = await get(runs, github.token);
  assert.deepEqual(
    (all.body.workflow_runs as { id: number }[]).map(({ id }) => id),
    [third.id, second.id, first.id],
  );
  const successful = await get(`${runs}?status=success&per_page=1`, github.token);
  assert.equal(successful.body.total_count, 1);
  assert.deepEqual(
    (successful.body.workflow_runs as { id: number; conclusion: string }[]).map(({ id, conclusion }) => [
      id,
      conclusion,
    ]),
    [[first.id, 'success']],
  );
});

test('a private repository does not exist for strangers; a public one shows itself', async (t) => {
  const hidden = await startGitHub();
  t.after(hidden.close);
  const shown = await startGitHub({ repository: { visibility: 'public' } });
  t.after(shown.close);
  const path = '/api/v3/repos/contoso/directory-audit';

  assert.equal((await get(hidden.origin + path)).status, 404);
  assert.deepEqual((await get(hidden.origin + path, 'ghs_wrong')).body, { message: 'Bad credentials' });
  assert.equal((await get(hidden.origin + path, hidden.token)).body.visibility, 'private');
  assert.equal((await get(shown.origin + path)).body.visibility, 'public');
  assert.equal((await get(`${shown.origin}${path}/actions/artifacts/1/zip`)).status, 401);
});

test('without actions: read the runs are not accessible', async (t) => {
  const github = await startGitHub({ permissions: { actions: 'none' } });
  t.after(github.close);
  const run = github.startRun();
  const url = `${github.origin}/api/v3/repos/contoso/directory-audit/actions/runs/${run.id}`;

  const answer = await get(url, github.token);
  assert.equal(answer.status, 403);
  assert.equal(answer.body.message, 'Resource not accessible by integration');
});

test('refs are told to whom the contents are open, those that begin alike in their order', async (t) => {
  const permissions = { actions: 'read', contents: 'read' } as const;
  const github = await startGitHub({ permissions, tags: ['main-1', 'v1', 'main'] });
  t.after(github.close);
  github.startRun({ ref: 'refs/tags/v2' });
  const git = `${github.origin}/api/v3/repos/contoso/directory-audit/git`;
  const refs = async (path: string) => {
    const response = await fetch(`${git}/matching-refs/${path}`, {
      headers: { authorization: `Bearer ${github.token}` },
    });
    return ((await response.json()) as { ref: string }[]).map(({ ref }) => ref);
  };
  assert.deepEqual(await refs('tags/main'), ['refs/tags/main', 'refs/tags/main-1']);
  assert.deepEqual(await refs('tags/v'), ['refs/tags/v1', 'refs/tags/v2']);
  assert.deepEqual(await refs('heads/'), ['refs/heads/main']);
  assert.deepEqual(await refs('tags/none'), []);
  assert.equal((await get(`${git}/ref/tags/main`, github.token)).body.ref, 'refs/tags/main');
  assert.equal((await get(`${git}/ref/tags/mai`, github.token)).status, 404);

  const closed = await startGitHub({ tags: ['main'] });
  t.after(closed.close);
  const url = `${closed.origin}/api/v3/repos/contoso/directory-audit/git/matching-refs/tags/main`;
  const { status, body } = await get(url, closed.token);
  assert.deepEqual([status, body.message], [403, 'Resource not accessible by integration']);
});

test('artifacts of one name are listed over all runs, the newest first, each with its run', async (t) => {
  const github = await startGitHub();
  t.after(github.close);
  const [first, second] = [github.startRun(), github.startRun()];
  for (const run of [first, second]) {
    github.publish(run, 'entra-users', Buffer.from('list'));
    github.publish(run, 'other', Buffer.from('list'));
  }
  const url = `${github.origin}/api/v3/repos/contoso/directory-audit/actions/artifacts?name=entra-users&per_page=1`;
  const { body } = await get(url, github.token);
  const [newest, ...more] = body.artifacts as { name: string; workflow_run: { id: number } }[];
  assert.deepEqual([body.total_count, newest?.name, newest?.workflow_run.id, more], [2, 'entra-users', second.id, []]);
});
