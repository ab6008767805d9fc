import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { createClock } from '../../emulator/directory/clock.ts';
import { startGitHub } from '../../emulator/github/index.ts';
import { listCompared } from '../harness/list-alone.ts';
import { startProxy } from '../harness/proxy.ts';
import { type PublishedChanges, readJson } from '../harness/published-files.ts';
import { createWorld, type World } from '../harness/world.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const changesOf = (run: { outputs: Record<string, string> }) => readJson<PublishedChanges>(run.outputs['changes-file']);
const create = (world: World, name: string) =>
  world.emulator.directory.create({ userPrincipalName: `${name}@contoso.example`, displayName: name });

/** One tenant that nobody changes, what an audit of it publishes, and a GitHub for each test. */
const tenant = await createWorld({ inputs: listCompared, users: 5 });
after(() => tenant.close());
const list = await listOf(tenant);

async function listOf(world: World): Promise<Buffer> {
  const run = await world.audit({ baseline: 'none' });
  return world.github.artifacts(run.workflowRun?.id ?? 0)[0]?.zip ?? Buffer.alloc(0);
}

/** A GitHub of its own, where so many audits of the tenant have succeeded, and how to audit beside it. */
async function audited(times = 1) {
  const github = await startGitHub({ clock: tenant.emulator.clock });
  const runs = Array.from({ length: times }, () => {
    const run = github.startRun();
    github.publish(run, 'entra-users', list);
    github.finishRun(run, 'success');
    return run;
  });
  const audit: World['audit'] = (inputs, options) => tenant.audit(inputs, { github, ...options });
  return { github, runs, audit, emulator: tenant.emulator, [Symbol.asyncDispose]: () => github.close() };
}

test('the first run has nothing to compare with yet, the second compares with the first', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 30 });
  const first = await world.audit();
  assert.deepEqual([first.exitCode, first.annotations.warning], [0, []]);
  assert.ok(
    first.lines.some((line) =>
      line.startsWith(
        'There is nothing to compare with yet: no run of this workflow on this branch has succeeded before',
      ),
    ),
  );
  const none = await changesOf(first);
  assert.equal(none.baseline, null);
  assert.deepEqual(none.counts, { added: 0, removed: 0, changed: 0, churned: 0, recreated: 0 });
  assert.equal(first.outputs['added-count'], '0');

  const { id } = create(world, 'joined');
  const second = await world.audit();
  assert.deepEqual([second.exitCode, second.annotations.warning], [0, []]);
  assert.equal(second.outputs['added-count'], '1');
  assert.ok(second.lines.some((line) => /^Compared with 30 users of \S+: 1 added, 0 removed, 0 changed\.$/.test(line)));
  const changes = await changesOf(second);
  assert.deepEqual(
    changes.added.map((user) => user.id),
    [id],
  );
  const { kind, runId, users } = changes.baseline ?? {};
  assert.deepEqual({ kind, runId, users }, { kind: 'previous', runId: String(first.workflowRun?.id), users: 30 });
});

test('runs that failed, on other branches, of other workflows, from forks, and this one itself are looked past', async () => {
  await using world = await audited();
  const [good] = world.runs;
  const others = [
    { run: world.github.startRun(), conclusion: 'failure' as const },
    { run: world.github.startRun({ ref: 'refs/heads/elsewhere' }), conclusion: 'success' as const },
    {
      run: world.github.startRun({ workflow: { id: 2, name: 'Other', path: '.github/workflows/other.yml' } }),
      conclusion: 'success' as const,
    },
    { run: world.github.startRun({ headRepositoryId: 99, eventName: 'pull_request' }), conclusion: 'success' as const },
    { run: world.github.startRun(), conclusion: 'cancelled' as const },
  ];
  for (const { run, conclusion } of others) {
    world.github.publish(run, 'entra-users', list);
    world.github.finishRun(run, conclusion);
  }
  // A successful run without the artifact, or with one of another name.
  const without = world.github.startRun();
  world.github.publish(without, 'entra-users-2', list);
  world.github.finishRun(without, 'success');
  const current = world.github.startRun();
  world.github.publish(current, 'entra-users', list);
  const rerun = await world.audit({ publish: 'none' }, { run: current });
  assert.deepEqual([rerun.exitCode, rerun.annotations.warning], [0, []]);
  assert.equal((await changesOf(rerun)).baseline?.runId, String(good?.id));
});

test('a run of which GitHub does not know the repository any more is never compared with, and that is told', async () => {
  await using world = await audited();
  const [good] = world.runs;
  const gone = world.github.startRun({ headRepositoryId: null, eventName: 'pull_request' });
  world.github.publish(gone, 'entra-users', list);
  world.github.finishRun(gone, 'success');
  const run = await world.audit({ publish: 'none' });
  assert.equal((await changesOf(run)).baseline?.runId, String(good?.id));
  assert.ok(run.lines.includes(`Looked past run ${gone.id}: GitHub does not say which repository it is from.`));
});

test('an expired or deleted artifact is looked past', async () => {
  const clock = createClock();
  await using world = await createWorld({
    inputs: listCompared,
    users: 5,
    github: { clock, permissions: { actions: 'write' } },
  });
  const kept = await world.audit();
  const deleted = await world.audit();
  const expired = await world.audit({ 'retention-days': 1 });
  const [artifact] = world.github.artifacts(deleted.workflowRun?.id ?? 0);
  const { origin, token, repository } = world.github;
  const path = `/api/v3/repos/${repository.owner}/${repository.name}/actions/artifacts/${artifact?.id}`;
  const headers = { authorization: `Bearer ${token}` };
  assert.equal((await fetch(origin + path, { method: 'DELETE', headers })).status, 204);
  assert.equal(
    (await changesOf(await world.audit({ publish: 'none' }))).baseline?.runId,
    String(expired.workflowRun?.id),
  );
  clock.advance(2 * DAY_MS);
  const run = await world.audit({ publish: 'none' });
  assert.deepEqual(run.annotations.warning, []);
  assert.equal((await changesOf(run)).baseline?.runId, String(kept.workflowRun?.id));
});

test('when every earlier artifact has gone, the runs that had them are named', async () => {
  const clock = createClock();
  await using world = await createWorld({ inputs: listCompared, users: 5, github: { clock } });
  const first = await world.audit({ 'retention-days': 1 });
  clock.advance(2 * DAY_MS);
  const run = await world.audit({ 'fail-on': 'removed>0' });
  assert.equal(run.exitCode, 0);
  const id = first.workflowRun?.id;
  assert.ok(run.lines.some((line) => line.startsWith(`Looked past run ${id}: successful, but without the artifact`)));
  assert.ok(run.lines.some((line) => line.includes('none of the last 120 successful runs of this workflow')));
  const [warning = ''] = run.annotations.warning;
  assert.ok(warning.startsWith('There were audits before, but none has its artifact any more'), warning);
  assert.ok(warning.includes(`run ${id} had one`), warning);
});

test('when runs succeeded before and none has an artifact, that is a warning: somebody may have deleted them all', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 5 });
  const first = await world.audit({ publish: 'none' });
  assert.deepEqual(
    (await world.audit({ publish: 'none' })).annotations.warning,
    [],
    'no artifact is meant to be there',
  );
  const second = await world.audit();
  const [warning = '', ...others] = second.annotations.warning;
  assert.equal(
    warning,
    `Runs ${Number(first.workflowRun?.id) + 1}, ${first.workflowRun?.id} of this workflow succeeded before, and have no artifact "entra-users". If they were audits that published one, somebody deleted it. This audit begins a new chain of evidence, and gates that compare were not judged.`,
  );
  assert.deepEqual(others, []);
});

test('a list behind more runs without one than a page holds is found', async () => {
  await using world = await audited();
  const [first] = world.runs;
  for (let runs = 0; runs < 31; runs += 1) world.github.finishRun(world.github.startRun(), 'success');
  const run = await world.audit();
  assert.deepEqual([run.exitCode, run.annotations.warning], [0, []]);
  assert.equal((await changesOf(run)).baseline?.runId, String(first?.id));
  assert.ok(run.lines.some((line) => /^Looked past runs (\d+, ){4}\d+ and 26 more: successful/.test(line)));
});

test('of the artifacts that a re-run left, the newest is compared with', async () => {
  const clock = createClock();
  await using world = await createWorld({ inputs: listCompared, users: 5, github: { clock } });
  const first = await world.audit();
  create(world, 'joined');
  const second = await world.audit({ publish: 'both' });
  const zipOf = ({ workflowRun }: typeof first) =>
    world.github.artifacts(workflowRun?.id ?? 0)[0]?.zip ?? Buffer.alloc(0);
  for (const [older, newer, added] of [
    [first, second, '0'],
    [second, first, '1'],
  ] as const) {
    clock.advance(DAY_MS);
    const rerun = world.github.startRun();
    for (const attempt of [older, newer]) {
      world.github.publish(rerun, 'entra-users', zipOf(attempt));
      clock.advance(60_000);
    }
    world.github.finishRun(rerun, 'success');
    const run = await world.audit({ publish: 'none' });
    assert.deepEqual([run.outputs['added-count'], run.annotations.warning], [added, []]);
    world.github.finishRun(rerun, 'failure');
  }
});

test('an artifact that goes between listing and download is looked past', async () => {
  await using world = await audited(2);
  const [kept, going] = world.runs;
  for (const status of [404, 410]) {
    world.github.faults.fail({ path: /\/zip$/, status, body: { message: 'Artifact has expired' } });
    const run = await world.audit({ publish: 'none' });
    assert.deepEqual(run.annotations.warning, []);
    assert.equal((await changesOf(run)).baseline?.runId, String(kept?.id));
    assert.ok(run.lines.some((line) => line.startsWith('Looked past') && line.includes(String(going?.id))));
  }
});

test('neither Entra nor Graph gets the GitHub token, nor GitHub one of theirs', async () => {
  await using world = await audited();
  await using proxy = await startProxy();
  const run = await world.audit({ publish: 'none' }, { env: { HTTP_PROXY: proxy.url } });
  assert.equal(run.outputs['added-count'], '0', run.lines.join('\n'));
  const [toEntra = '', toGitHub = ''] = [world.emulator.origin, world.github.origin].map((origin) =>
    proxy.sent.get(new URL(origin).host),
  );
  assert.match(toEntra, /GET \/v1\.0\/users/);
  const [bearer = ''] = /(?<=authorization: Bearer )\S+/i.exec(toEntra) ?? [];
  assert.ok(bearer !== '' && !toGitHub.includes(bearer));
  assert.ok(toGitHub.includes(world.github.token), 'what is looked for can be seen');
  assert.ok(!toEntra.includes(world.github.token));
});

test('what the storage refuses is no missing permission', async () => {
  await using world = await audited();
  const storage = createServer((_, response) => response.writeHead(403).end());
  await new Promise<void>((resolve) => storage.listen(0, '127.0.0.1', resolve));
  try {
    const location = `http://127.0.0.1:${(storage.address() as AddressInfo).port}/signed`;
    world.github.faults.fail({ path: /\/zip$/, status: 302, headers: { location } });
    const [warning = ''] = (await world.audit()).annotations.warning;
    assert.match(warning, /could not be read \(GitHub's storage answered HTTP 403\)/);
  } finally {
    storage.close();
  }
});

test('a missing permission is told as such, and a token that is empty or none of GitHub', async () => {
  await using world = await createWorld({
    inputs: listCompared,
    users: 5,
    github: { permissions: { actions: 'none' } },
  });
  for (const [inputs, row, cause] of [
    [{}, 'previous-forbidden', 'The job lacks "permissions: actions: read"'],
    [{ 'github-token': '' }, 'previous-token-refused', 'The input github-token is empty'],
    [{ 'github-token': 'ghs_wrong' }, 'previous-token-refused', 'holds a token that has expired'],
  ] as const) {
    const run = await world.audit(inputs);
    assert.equal(run.exitCode, 0);
    const [warning = ''] = run.annotations.warning;
    assert.match(warning, /^There is no comparison with an earlier list: GitHub does not let this run read/);
    assert.ok(warning.includes(cause), warning);
    assert.ok(warning.includes(`docs/troubleshooting.md#${row}`), warning);
    assert.equal(run.outputs['added-count'], '');
    assert.equal(world.github.artifacts(run.workflowRun?.id ?? 0).length, 1);
  }
});

test('a fault of GitHub that passes is waited out, one that stays costs the comparison', async () => {
  await using world = await audited();
  world.github.faults.fail({ path: /\/workflows\/.*\/runs$/, status: 502 });
  world.github.faults.fail({ path: /\/zip$/, status: 503, body: '<html>' });
  const patient = await world.audit();
  assert.deepEqual([patient.outputs['added-count'], patient.annotations.warning], ['0', []]);
  world.github.faults.fail({ path: /\/actions\/artifacts$/, status: 500 });
  world.github.faults.fail({ path: /\/runs\/\d+\/artifacts$/, status: 500, times: 3 });
  const run = await world.audit();
  assert.equal(run.exitCode, 0);
  assert.match(
    run.annotations.warning[0] ?? '',
    /the previous artifact could not be read \(GitHub answered HTTP 500\)/,
  );
});

test('the GitHub token goes to GitHub alone', async () => {
  await using world = await audited();
  const seen: (string | undefined)[] = [];
  const storage = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response.end(list);
  });
  await new Promise<void>((resolve) => storage.listen(0, '127.0.0.1', resolve));
  try {
    const location = `http://127.0.0.1:${(storage.address() as AddressInfo).port}/signed?sig=not-to-be-printed`;
    world.github.faults.fail({ path: /\/zip$/, status: 302, headers: { location } });
    const run = await world.audit();
    assert.equal(run.outputs['added-count'], '0');
    assert.deepEqual(seen, [undefined]);
    assert.ok(!run.stdout.includes('not-to-be-printed'));
    world.github.faults.fail({ path: /\/zip$/, status: 302, headers: { location: 'http://storage.example/x' } });
    const plain = await world.audit();
    assert.match(plain.annotations.warning[0] ?? '', /redirected to an address without https/);
  } finally {
    storage.close();
  }
});
