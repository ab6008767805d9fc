import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type GitHubApi, GitHubProblem } from '../../src/github/api.ts';
import { maximumRuns, previousArtifacts } from '../../src/github/find-artifact.ts';

const place = { repository: 'contoso/audit', runId: '9', workflowRef: '', refName: 'main' };
const ours = { repository: { id: 1 }, head_repository: { id: 1 } };
const run = { id: 1, workflow_id: 5, head_branch: 'main', conclusion: 'success', event: 'schedule', ...ours };

/** What becomes of it when GitHub answers so. */
function look(answers: { run?: unknown; runs?: unknown; artifacts?: unknown }) {
  const api: GitHubApi = {
    getOnce: async () => undefined,
    async get<T>(path: string) {
      const { run: own = run, runs = { workflow_runs: [run] }, artifacts = { artifacts: [] } } = answers;
      return (path.includes('/artifacts?') ? artifacts : path.includes('/workflows/') ? runs : own) as T;
    },
    download: () => Promise.reject(new Error('nobody asked for that')),
  };
  return Array.fromAsync(previousArtifacts(api, place, 'entra-users'));
}

test('runs without an artifact are told one by one', async () => {
  assert.deepEqual(await look({}), [{ runId: '1', artifact: undefined, expired: false }]);
});

for (const nothing of [
  null,
  {},
  [],
  { workflow_runs: {}, artifacts: 'none' },
  { workflow_runs: [null], artifacts: [{}] },
]) {
  test(`an answer without its list (${JSON.stringify(nothing)}) is not taken for a first audit`, async () => {
    await assert.rejects(look({ runs: nothing }), GitHubProblem);
    await assert.rejects(look({ artifacts: nothing }), GitHubProblem);
  });
}

test('a run that GitHub does not describe is a problem told in our own words', async () => {
  await assert.rejects(look({ run: {} }), /GitHub did not say which workflow/);
});

type Listed = Record<string, unknown>;

/** A GitHub with these runs, newest first, and the artifacts of each; it remembers what it was asked. */
function gitHub(
  runs: readonly Listed[],
  artifacts: Record<number, readonly Listed[]>,
  own: Listed | GitHubProblem = run,
  tags: unknown = [],
  named: readonly Listed[] = [],
) {
  const asked: string[] = [];
  const api: GitHubApi = {
    getOnce: <T>(path: string) => api.get<T>(path).catch(() => undefined),
    async get<T>(path: string) {
      asked.push(path);
      const { pathname, searchParams } = new URL(path, 'https://api.github.example');
      const id = Number(/\/runs\/(\d+)\/artifacts$/.exec(pathname)?.[1]);
      if (id) return { artifacts: artifacts[id] ?? [] } as T;
      if (pathname.endsWith('/actions/artifacts')) return { artifacts: named } as T;
      if (pathname.includes('/git/matching-refs/')) {
        if (tags instanceof Error) throw tags;
        return tags as T;
      }
      if (pathname.endsWith(`/runs/${place.runId}`)) {
        if (own instanceof Error) throw own;
        return own as T;
      }
      const size = Number(searchParams.get('per_page'));
      const from = size * (Number(searchParams.get('page')) - 1);
      return { workflow_runs: runs.slice(from, from + size) } as T;
    },
    download: () => Promise.reject(new Error('nobody asked for that')),
  };
  const pages = () => asked.filter((path) => path.includes('/workflows/')).length;
  return { api, asked, pages };
}

const sha256 = 'a'.repeat(64);
const artifact = {
  ...{ id: 70, name: 'entra-users', size_in_bytes: 5, digest: `sha256:${sha256}`, expired: false },
  created_at: '2026-11-25T10:00:00Z',
  workflow_run: { repository_id: 1, head_repository_id: 1 },
};
const found = { id: '70', bytes: 5, sha256 };
const runsFrom = (first: number, number: number) =>
  Array.from({ length: number }, (_, index) => ({ ...run, id: first - index }));
const all = (github: ReturnType<typeof gitHub>, at = place) =>
  Array.fromAsync(previousArtifacts(github.api, at, 'entra-users'));

for (const [without, pages] of [
  [0, 1],
  [29, 2],
  [30, 2],
  [65, 3],
  [119, 4],
] as const) {
  test(`an artifact behind ${without} runs without one is found, in ${pages} ${pages === 1 ? 'page' : 'pages'}`, async () => {
    const github = gitHub(runsFrom(500, without + 1), { [500 - without]: [artifact] });
    const earlier = await all(github);
    assert.equal(earlier.length, without + 1);
    assert.ok(earlier.slice(0, -1).every((one) => one.artifact === undefined && !one.expired));
    assert.deepEqual(earlier.at(-1), {
      runId: String(500 - without),
      artifact: { ...found, runId: String(500 - without) },
      expired: false,
    });
    assert.equal(github.pages(), pages);
  });
}

test('behind 120 runs nobody looks, and no further page is asked for when the last one was short', async () => {
  const long = gitHub(runsFrom(500, 200), { 380: [artifact] });
  const earlier = await all(long);
  assert.equal(earlier.length, maximumRuns);
  assert.deepEqual([earlier.length, long.pages()], [120, 4]);
  assert.ok(earlier.every((one) => one.artifact === undefined));
  const short = gitHub(runsFrom(500, 7), {});
  await all(short);
  assert.equal(short.pages(), 1);
});

test('a page on which no run fits is not the end', async () => {
  const others = runsFrom(500, 30).map((one) => ({ ...one, conclusion: 'failure' }));
  const github = gitHub([...others, { ...run, id: 3 }], { 3: [artifact] });
  assert.deepEqual(await all(github), [{ runId: '3', artifact: { ...found, runId: '3' }, expired: false }]);
});

test('GitHub is asked for the successful runs of this workflow on this branch, page by page, and for the name', async () => {
  const github = gitHub(runsFrom(40, 31), {}, { ...run, head_branch: 'a b' });
  await all(github);
  const [own, first, ...rest] = github.asked.map((path) => path.replace('/repos/contoso/audit/actions', ''));
  assert.equal(own, '/runs/9');
  assert.equal(first, '/workflows/5/runs?branch=a+b&status=success&per_page=30&page=1');
  assert.deepEqual(rest, ['/workflows/5/runs?branch=a+b&status=success&per_page=30&page=2']);
  const fitting = gitHub([{ ...run, id: 3 }], {});
  await all(fitting);
  assert.ok(fitting.asked.at(-1)?.endsWith('/runs/3/artifacts?name=entra-users&per_page=100'));
});

const later = '2026-11-25T11:00:00Z';
const of = (repository: number | null, head: number | null | undefined) => ({
  workflow_run: { repository_id: repository, head_repository_id: head },
});
const several: [string, Listed[], number | undefined, boolean?][] = [
  ['the newest of a re-run counts, listed last', [artifact, { ...artifact, id: 71, created_at: later }], 71],
  ['the newest of a re-run counts, listed first', [{ ...artifact, id: 71, created_at: later }, artifact], 71],
  [
    'the newest counts, not the one of the highest number',
    [
      { ...artifact, id: 71 },
      { ...artifact, created_at: later },
    ],
    70,
  ],
  ['of two of one second the later number counts', [artifact, { ...artifact, id: 71 }], 71],
  ['of two of one second the later number counts, listed first', [{ ...artifact, id: 71 }, artifact], 71],
  ['the newest that has not expired counts', [artifact, { ...artifact, id: 71, created_at: later, expired: true }], 70],
  ['of expired ones none is left, and that is told', [{ ...artifact, expired: true }], undefined, true],
  ['one of another name is none', [{ ...artifact, name: 'entra-users-2' }], undefined],
  ['an expired one of another name tells nothing', [{ ...artifact, name: 'entra-users-2', expired: true }], undefined],
  [
    'one of a newer date and another name does not count',
    [artifact, { ...artifact, id: 71, name: 'x', created_at: later }],
    70,
  ],
  ['one out of a fork is none', [{ ...artifact, ...of(1, 2) }], undefined, true],
  [
    'one out of a fork does not count, however new',
    [artifact, { ...artifact, id: 71, created_at: later, ...of(1, 2) }],
    70,
  ],
  ['one of this repository counts', [{ ...artifact, ...of(1, 1) }], 70],
  ['one of which GitHub does not say whence is none', [{ ...artifact, ...of(1, undefined) }], undefined, true],
  ['one of which GitHub tells no run is none', [{ ...artifact, workflow_run: undefined }], undefined, true],
  ['one of a repository without a number is none', [{ ...artifact, ...of(0, 0) }], undefined, true],
  ['one of another repository than its run is none', [{ ...artifact, ...of(2, 2) }], undefined, true],
  ['one whose head is null is none', [{ ...artifact, ...of(1, null) }], undefined, true],
  ['two nulls are not the same repository', [{ ...artifact, ...of(null, null) }], undefined, true],
  ['one without a run is none', [{ ...artifact, workflow_run: null }], undefined, true],
  [
    'one without a run does not hide another',
    [artifact, { ...artifact, id: 71, created_at: later, workflow_run: null }],
    70,
  ],
];
for (const [what, artifacts, id, expired = false] of several) {
  test(`of several artifacts of one run: ${what}`, async () => {
    const [earlier, ...more] = await all(gitHub([{ ...run, id: 3 }], { 3: artifacts }));
    assert.deepEqual([earlier?.artifact?.id, earlier?.expired, more], [id && String(id), expired, []]);
  });
}

for (const [digest, expected] of [
  [`sha256:${sha256}`, sha256],
  [`sha256:${sha256.toUpperCase()}`, undefined],
  [`sha256:${sha256}0`, undefined],
  [`sha512:${sha256}`, undefined],
  [sha256, undefined],
  [null, undefined],
  [undefined, undefined],
] as const) {
  test(`a digest that says ${digest} is ${expected ? 'one' : 'none'}`, async () => {
    const [earlier] = await all(gitHub([{ ...run, id: 3 }], { 3: [{ ...artifact, digest }] }));
    assert.equal(earlier?.artifact?.sha256, expected);
  });
}

for (const [what, changed, fits] of [
  ['this one itself', { id: Number(place.runId) }, false],
  ['one that failed', { conclusion: 'failure' }, false],
  ['one that is not over', { conclusion: null }, false],
  ['one on another branch', { head_branch: 'elsewhere' }, false],
  ['one of a fork', { ...ours, head_repository: { id: 2 } }, false],
  ['one of a fork that has gone', { ...ours, head_repository: null }, false],
  ['one of a fork without a number', { ...ours, head_repository: { id: null } }, false],
  ['one of which GitHub knows neither repository', { repository: null, head_repository: null }, false],
  ['one whose own repository is not known', { ...ours, repository: { id: null } }, false],
  ['one of which GitHub leaves the head out', { head_repository: undefined }, false],
  ['one of a fork that is nobody', { ...ours, head_repository: { id: 0 } }, false],
  ['one of two that are nobody', { repository: { id: 0 }, head_repository: { id: 0 } }, false],
  ['one of a pull request here', { event: 'pull_request' }, false],
  ['one of a pull request that runs on its target', { event: 'pull_request_target' }, false],
  ['one after a run of another workflow', { event: 'workflow_run' }, false],
  ['one of a comment', { event: 'issue_comment' }, false],
  ['one whose event GitHub leaves out', { event: undefined }, false],
  ['one of ours', ours, true],
  ['one that somebody started', { event: 'workflow_dispatch' }, true],
  ['one that a program started', { event: 'repository_dispatch' }, true],
  ['one of a push', { event: 'push' }, true],
] as const) {
  test(`of runs that GitHub lists, ${what} is ${fits ? 'looked at' : 'looked past'}`, async () => {
    const listed: Listed = { ...run, id: 3, ...changed };
    const github = gitHub([listed, { ...run, id: 2 }], { 2: [artifact], [Number(listed.id)]: [artifact] });
    assert.deepEqual(
      (await all(github)).map(({ runId }) => runId),
      fits ? ['3', '2'] : ['2'],
    );
  });
}

test('a run that GitHub cannot tell of is looked for by the name of its workflow file, or is a problem', async () => {
  const gone = new GitHubProblem('GitHub answered HTTP 404', 404);
  const named = { ...place, workflowRef: 'contoso/audit/.github/workflows/nightly audit.yml@refs/heads/main' };
  const github = gitHub([{ ...run, id: 3 }], { 3: [artifact] }, gone);
  assert.equal((await all(github, named)).length, 1);
  assert.ok(github.asked.some((path) => path.includes('/workflows/nightly%20audit.yml/runs?branch=main&')));
  await assert.rejects(all(gitHub([], {}, gone)), gone);
  const refused = new GitHubProblem('GitHub answered HTTP 403', 403);
  await assert.rejects(all(gitHub([], {}, refused), named), refused);
  const nameless = gitHub([{ ...run, id: 3 }], { 3: [artifact] }, { ...run, head_branch: null });
  assert.equal((await all(nameless)).length, 1);
  assert.ok(nameless.asked[1]?.includes('branch=main&'), 'the branch of the job');
});

const push = { ...run, id: 4, event: 'push' };
const started = { ...run, id: 3, event: 'workflow_dispatch' };
for (const [what, tags, taken] of [
  ['where no tag begins like the branch', [], ['4', '3', '2']],
  ['where tags have longer names', [{ ref: 'refs/tags/main-2' }, { ref: 'refs/tags/main/x' }], ['4', '3', '2']],
  ['where a tag has its name', [{ ref: 'refs/tags/main' }, { ref: 'refs/tags/main-2' }], ['2']],
  ['where tags may not be read', new GitHubProblem('Resource not accessible by integration', 403), ['3', '2']],
  ['where the answer is none', { message: 'hello' }, ['3', '2']],
  ['where the answer lists what is no tag', [null], ['3', '2']],
] as const) {
  test(`a branch and a tag bear one name in a run: ${what}`, async () => {
    const github = gitHub(
      [push, started, { ...run, id: 2 }],
      { 4: [artifact], 3: [artifact], 2: [artifact] },
      run,
      tags,
    );
    assert.deepEqual(
      (await all(github)).map(({ runId }) => runId),
      taken,
    );
    const asked = github.asked.filter((path) => path.includes('/git/'));
    assert.deepEqual(asked, ['/repos/contoso/audit/git/matching-refs/tags/main'], 'once, whatever comes of it');
  });
}

test('a tag is asked for by its whole name, and only where a run could be of one', async () => {
  const own = { ...run, head_branch: 'team a/main' };
  const github = gitHub([{ ...push, head_branch: 'team a/main' }], {}, own);
  await all(github);
  assert.ok(github.asked.includes('/repos/contoso/audit/git/matching-refs/tags/team%20a/main'));
  const scheduled = gitHub([{ ...run, id: 3 }], {});
  await all(scheduled);
  assert.ok(scheduled.asked.every((path) => !path.includes('/git/')));
});

test('what is looked past because others could have made it is told, with the reason', async () => {
  const runs = [
    { ...run, id: 6, event: 'pull_request' },
    { ...run, id: 5, event: '::error::x' },
    { ...run, id: 4, head_repository: null },
    { ...run, id: 3 },
    { ...run, id: 2, head_repository: { id: 7 } },
  ];
  const { api } = gitHub(runs, { 3: [{ ...artifact, workflow_run: null }], 4: [artifact] });
  const told: [string, string][] = [];
  const earlier = await Array.fromAsync(previousArtifacts(api, place, 'entra-users', (...one) => told.push(one)));
  assert.deepEqual(earlier, [{ runId: '3', artifact: undefined, expired: true }]);
  assert.deepEqual(told, [
    ['6', 'its event is pull_request, which others can cause'],
    ['5', 'its event is unknown, which others can cause'],
    ['4', 'GitHub does not say which repository it is from'],
    ['3', 'GitHub does not say which repository its artifact is from'],
    ['2', 'it is from a fork'],
  ]);
});

const ofFile = { ...place, workflowRef: 'contoso/audit/.github/workflows/audit.yml@refs/heads/main' };
const madeBy = (id: number, more: Listed = {}) => ({
  ...artifact,
  workflow_run: { ...artifact.workflow_run, id },
  ...more,
});
const many = (id: number) => Array.from({ length: 100 }, (_, index) => madeBy(id, { id: 300 - index }));
for (const [what, own, runs, named, further] of [
  ['all of it is used', run, [{ ...run, id: 3 }], [madeBy(3)], []],
  [
    'a workflow that has another number is asked for by that',
    { ...run, workflow_id: 6 },
    [{ ...run, id: 3 }],
    [madeBy(3)],
    ['runs'],
  ],
  [
    'a run on another branch asks for that',
    { ...run, head_branch: 'side' },
    [{ ...run, id: 3, head_branch: 'side' }],
    [madeBy(3)],
    ['runs'],
  ],
  ['a run whose artifact is not listed is asked for it', run, [{ ...run, id: 3 }], [madeBy(2)], ['artifacts']],
  ['a list that may be cut within the run is not used', run, [{ ...run, id: 3 }], many(3), ['artifacts']],
  ['a full list that ends with an older run is', run, [{ ...run, id: 3 }], [madeBy(3), ...many(2).slice(1)], []],
] as const) {
  test(`what is asked ahead, side by side, comes to the same: ${what}`, async () => {
    const github = gitHub(runs, { 3: [artifact] }, own, [], named);
    assert.deepEqual(await all(github, ofFile), [{ runId: '3', artifact: { ...found, runId: '3' }, expired: false }]);
    const [, , , ...rest] = github.asked;
    const kinds = rest.map((path) => (path.includes('/workflows/') ? 'runs' : 'artifacts'));
    assert.deepEqual(kinds, further);
  });
}
