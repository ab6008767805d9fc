import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { repositoryOf } from '../../scripts/release/references.ts';
import { missingPrograms } from '../examples/programs.ts';

interface Step {
  uses?: string;
  run?: string;
}

interface Job {
  needs?: string[];
  if?: string;
  environment?: string;
  uses?: string;
  permissions?: Record<string, string>;
  'timeout-minutes'?: number;
  steps?: Step[];
}

interface Workflow {
  on: Record<string, unknown>;
  permissions: unknown;
  jobs: Record<string, Job>;
}

const root = join(import.meta.dirname, '../..');
const folder = join(root, '.github/workflows');
const texts = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
const workflows = new Map([...texts].map(([name, text]) => [name, parse(text) as Workflow]));
const jobs = [...workflows].flatMap(([name, { jobs }]) =>
  Object.entries(jobs).map(([id, job]) => ({ ...job, name: `${name}: ${id}` })),
);

/** Jobs of the workflow that decides about pull requests. */
const { 'all-green': gate, ...gated } = workflows.get('test.yml')?.jobs ?? {};

test('all-green waits for every other job, whatever became of it, and no pull request starts anything beside it', () => {
  assert.deepEqual(gate?.needs, Object.keys(gated));
  assert.equal(gate?.if, 'always()');
  const others = [...workflows].filter(
    ([name, { on }]) => name !== 'test.yml' && /pull_request|workflow_run/.test(Object.keys(on).join()),
  );
  assert.deepEqual(others, []);
});

test('all-green is red unless all succeeded, but for those that have a condition', {
  skip: missingPrograms('jq'),
}, () => {
  const script = gate?.steps?.[0]?.run ?? '';
  const judge = (results: Record<string, string>) => {
    const all = Object.fromEntries(Object.keys(gated).map((id) => [id, { result: results[id] ?? 'success' }]));
    const { status, stderr } = spawnSync('bash', ['-e'], {
      input: script,
      env: { ...process.env, RESULTS: JSON.stringify(all) },
      encoding: 'utf8',
    });
    return status === 0 ? 'green' : stderr.trim();
  };
  assert.equal(judge({}), 'green');
  for (const [id, job] of Object.entries(gated)) {
    for (const result of ['failure', 'cancelled'])
      assert.match(judge({ [id]: result }), new RegExp(`not green: ${id}$`));
    const skipped = judge({ [id]: 'skipped' });
    if (job.if === undefined) assert.match(skipped, new RegExp(`not green: ${id}$`));
    else assert.equal(skipped, 'green');
  }
});

/** What others call has the permissions that they give it, and ends when they say. */
const lent = (name: string) => name.startsWith('audit.yml');

test('a job has what it needs and an end, and no workflow gives permissions to all of its jobs', () => {
  for (const [name, { permissions }] of workflows) if (!lent(name)) assert.deepEqual(permissions, {}, name);
  for (const { name, permissions, ...job } of jobs) {
    if (lent(name)) continue;
    assert.ok(permissions, `${name} says its permissions`);
    if (job.uses === undefined) assert.ok((job['timeout-minutes'] ?? Number.POSITIVE_INFINITY) <= 60, `${name} ends`);
  }
});

test('what may write to the repository or sign was approved, and installs nothing', () => {
  const strong = jobs.filter(
    ({ permissions = {} }) => permissions.contents === 'write' || 'attestations' in permissions,
  );
  assert.deepEqual(
    strong.map(({ name, environment }) => [name, environment]),
    [['release.yml: release', 'release']],
  );
  const runs = strong.flatMap(({ steps = [] }) => steps.flatMap(({ run }) => run ?? []));
  assert.deepEqual(runs, ['node scripts/release/publish.ts "$RUNNER_TEMP/release"']);
});

const own = repositoryOf(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

test('an Action of others is pinned by one commit everywhere, with its version in the comment', () => {
  const commits = new Map<string, string>();
  for (const [name, text] of texts) {
    for (const [, action = '', ref = ''] of text.matchAll(/uses: ([^\s@]+)@?(.*)$/gm)) {
      // Ours is pinned once it is released.
      if (/^[.$]\//.test(action) || `${action}/`.startsWith(`${own}/`)) continue;
      assert.match(ref, /^[0-9a-f]{40} # v\d+\.\d+\.\d+$/, `${action} in ${name}`);
      const repository = action.split('/').slice(0, 2).join('/');
      assert.equal(ref, commits.get(repository) ?? ref, `${action} in ${name}`);
      commits.set(repository, ref);
    }
  }
  assert.ok(commits.size > 5);
});
