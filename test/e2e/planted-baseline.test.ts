import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type GitHub, startGitHub } from '../../emulator/github/index.ts';
import type { RunOptions, WorkflowRun } from '../../emulator/github/workflow-run.ts';
import { createArtifactStore } from '../../src/github/artifact-store.ts';
import { listCompared } from '../harness/list-alone.ts';
import { type PublishedChanges, readJson } from '../harness/published-files.ts';
import { createWorld, type World } from '../harness/world.ts';

/** What GitHub tells of a run or an artifact, as the emulator answers it. */
type Told = Record<string, unknown>;

interface Planted {
  what: string;
  run?: RunOptions;
  /** Names of tags in the repository. */
  tags?: string[];
  /** Whether the job may read the repository's contents; default true. */
  contents?: boolean;
  /** Changes what GitHub tells of the run. */
  tellRun?(run: Told): void;
  /** Changes what GitHub tells of its artifact. */
  tellArtifact?(artifact: { workflow_run: Told | null }): void;
  why: RegExp;
}

const planted: Planted[] = [
  {
    what: 'a fork that was deleted: both are null',
    run: { eventName: 'pull_request', headRepositoryId: null },
    why: /GitHub does not say which repository it is from/,
  },
  {
    what: 'a fork without a number: the artifact says 0',
    run: { eventName: 'pull_request', headRepositoryId: 0 },
    tellRun: (run) => Object.assign(run, { head_repository: {} }),
    why: /GitHub does not say which repository it is from/,
  },
  {
    what: 'a run whose head GitHub leaves out altogether',
    tellRun: (run) => Reflect.deleteProperty(run, 'head_repository'),
    why: /GitHub does not say which repository it is from/,
  },
  {
    what: 'a run of ours with an artifact of nobody',
    tellArtifact: (artifact) => Object.assign(artifact.workflow_run ?? {}, { head_repository_id: null }),
    why: /GitHub does not say which repository its artifact is from/,
  },
  {
    what: 'a run of ours with an artifact of repository 0',
    tellArtifact: (artifact) => Object.assign(artifact.workflow_run ?? {}, { repository_id: 0, head_repository_id: 0 }),
    why: /GitHub does not say which repository its artifact is from/,
  },
  {
    what: 'a run of ours with an artifact of no run',
    tellArtifact: (artifact) => Object.assign(artifact, { workflow_run: null }),
    why: /GitHub does not say which repository its artifact is from/,
  },
  { what: 'a fork', run: { eventName: 'pull_request', headRepositoryId: 99 }, why: /it is from a fork/ },
  {
    what: 'a pull request from main to another branch of the same repository',
    run: { eventName: 'pull_request' },
    why: /its event is pull_request, which others can cause/,
  },
  {
    what: 'a pull request that runs on its target',
    run: { eventName: 'pull_request_target' },
    why: /its event is pull_request_target, which others can cause/,
  },
  {
    what: 'a run after another workflow, which a pull request can begin',
    run: { eventName: 'workflow_run' },
    why: /its event is workflow_run, which others can cause/,
  },
  {
    what: 'a push of a tag named like the branch',
    run: { eventName: 'push', ref: 'refs/tags/main' },
    why: /a tag has the name of the branch/,
  },
  {
    what: 'a run that was started on a tag named like the branch',
    run: { eventName: 'workflow_dispatch' },
    tags: ['main'],
    why: /a tag has the name of the branch/,
  },
  {
    what: 'a push, where the job may not see whether there is such a tag',
    run: { eventName: 'push' },
    contents: false,
    why: /whether that was of a tag of this name cannot be seen without "contents: read"/,
  },
];

/** One for each thing that tells: the others are only looked for. */
const audited = /^a fork that was deleted|of no run|^a pull request from|^a push, where/;

/** The newest run that is compared with, and why others were looked past. */
async function newest(github: GitHub) {
  const { owner, name } = github.repository;
  const run = github.startRun();
  const env = {
    GITHUB_REPOSITORY: `${owner}/${name}`,
    GITHUB_RUN_ID: String(run.id),
    GITHUB_API_URL: `${github.origin}/api/v3`,
    GITHUB_REF_NAME: 'main',
  };
  const pace = { now: () => 0, random: () => 0, sleep: async () => {} };
  const nothingUploaded = { transport: () => Promise.reject(new Error('nothing is uploaded here')), mask() {} };
  const store = createArtifactStore({ env, token: github.token, fetch, pace, ...nothingUploaded });
  const doubts = new Map<string, string>();
  const { signal } = new AbortController();
  const found = store.find('entra-users', { deadline: 60_000, signal }, (id, why) => doubts.set(id, why));
  for await (const { runId, artifact } of found ?? []) if (artifact) return { runId, doubts };
  return { runId: undefined, doubts };
}

test('a planted list does not hide a new account', async (t) => {
  assert.equal(planted.filter(({ what }) => audited.test(what)).length, 4);
  await using world = await createWorld({ inputs: listCompared, users: 5 });
  const good = await listNow(world);
  world.emulator.directory.create({ userPrincipalName: 'new@contoso.example', displayName: 'New' });
  const forged = await listNow(world);
  for (const one of planted) {
    await t.test(one.what, async () => {
      const { contents = true, tags = [] } = one;
      const permissions = { actions: 'read', contents: contents ? 'read' : 'none' } as const;
      const github = await startGitHub({ clock: world.emulator.clock, permissions, tags });
      try {
        const before = published(github, good);
        const id = await plant(github, forged, one);
        if (!audited.test(one.what)) {
          const { runId, doubts } = await newest(github);
          assert.equal(runId, String(before.id));
          assert.match(doubts.get(String(id)) ?? '', one.why);
          return;
        }
        const run = await world.audit({ publish: 'none', 'fail-on': 'added>0' }, { github });
        assert.equal(run.outputs['added-count'], '1', run.lines.join('\n'));
        assert.equal(run.exitCode, 1, 'the gate sees it');
        const { baseline } = await readJson<PublishedChanges>(run.outputs['changes-file']);
        assert.equal(baseline?.runId, String(before.id));
        const told = run.lines.filter((line) => line.includes('Looked past'));
        assert.equal(told.length, 1, told.join('\n'));
        assert.ok(told[0]?.startsWith(`Looked past run ${id}: `), told[0]);
        assert.match(told[0] ?? '', one.why);
      } finally {
        await github.close();
      }
    });
  }
});

/** What an audit publishes now. */
async function listNow(world: World): Promise<Buffer> {
  const run = await world.audit({ baseline: 'none' });
  return world.github.artifacts(run.workflowRun?.id ?? 0)[0]?.zip ?? Buffer.alloc(0);
}

/** A run that succeeded with this list. */
function published(github: GitHub, list: Buffer, options?: RunOptions): WorkflowRun {
  const run = github.startRun(options);
  github.publish(run, 'entra-users', list);
  github.finishRun(run, 'success');
  return run;
}

/** A run that succeeded, with a list that holds the new account already. @returns its number */
async function plant(github: GitHub, list: Buffer, { run, tellRun, tellArtifact }: Planted): Promise<number> {
  const planted = published(github, list, run);
  const { owner, name } = github.repository;
  const actions = `${github.origin}/api/v3/repos/${owner}/${name}/actions`;
  const answer = async (path: string) =>
    (await (await fetch(actions + path, { headers: { authorization: `Bearer ${github.token}` } })).json()) as {
      workflow_runs: Told[];
      artifacts: { workflow_run: Told | null }[];
    };
  if (tellRun) {
    const body = await answer(`/workflows/${planted.workflow.id}/runs?branch=main&status=success`);
    for (const listed of body.workflow_runs) if (listed.id === planted.id) tellRun(listed);
    github.faults.fail({ path: /\/workflows\/.*\/runs$/, status: 200, body });
  }
  if (tellArtifact) {
    for (const place of [`/runs/${planted.id}/artifacts`, '/artifacts?name=entra-users']) {
      const body = await answer(place);
      const ofPlanted = body.artifacts.filter((one) => one.workflow_run?.id === planted.id);
      ofPlanted.forEach(tellArtifact);
      const [path] = place.split('?');
      github.faults.fail({ path: new RegExp(`/actions${path}$`), status: 200, body });
    }
  }
  return planted.id;
}

test('a push of the branch counts where no tag is named like it', async () => {
  const permissions = { actions: 'read', contents: 'read' } as const;
  await using world = await createWorld({
    inputs: listCompared,
    users: 5,
    run: { eventName: 'push' },
    github: { permissions, tags: ['main-1', 'v1', 'old/main'] },
  });
  const first = await world.audit();
  const second = await world.audit();
  assert.deepEqual([second.outputs['added-count'], second.annotations.warning], ['0', []]);
  const { baseline } = await readJson<PublishedChanges>(second.outputs['changes-file']);
  assert.equal(baseline?.runId, String(first.workflowRun?.id));
});

test('where every run is looked past, a warning says why and what helps', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 5, run: { eventName: 'push' } });
  await world.audit();
  await world.audit();
  const run = await world.audit();
  assert.equal(run.exitCode, 0);
  const [warning = '', ...others] = run.annotations.warning;
  assert.match(warning, /^Looked past runs \d+, \d+: it is of a push, .* without "contents: read"\. There is nothing/);
  assert.deepEqual(others, []);
});
