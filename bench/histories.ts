import { type GitHub, startGitHub } from '../emulator/github/index.ts';
import type { ActionInputs } from '../test/harness/action-manifest.ts';
import { provisionApp } from '../test/harness/provision-app.ts';
import { type ActionRun, runAction } from '../test/harness/run-action.ts';
import { changeUsers } from './change-users.ts';
import type { Tenant } from './tenant.ts';

/** A repository whose last successful run left a list of the tenant as it was before. */
export interface History extends AsyncDisposable {
  /** Of a hundred users, how many have changed since. */
  readonly percent: number;
  /** Milliseconds after which GitHub answers. */
  setLatency(milliseconds: number): void;
  /** Audits the tenant in a run that nobody compares with later: what it publishes is taken away again. */
  audit(inputs?: ActionInputs): Promise<ActionRun>;
}

/** @param percents how much each of them is behind, the most first */
export async function createHistories(tenant: Tenant, percents: readonly number[]): Promise<History[]> {
  const histories: History[] = [];
  let left = percents[0] ?? 0;
  for (const percent of percents) {
    if (percent < left) await change(tenant, left - percent);
    left = percent;
    histories.push(await createHistory(tenant, percent));
  }
  if (left > 0) await change(tenant, left);
  return histories;
}

async function createHistory(tenant: Tenant, percent: number): Promise<History> {
  const github = await startGitHub({ permissions: { actions: 'write', contents: 'read' } });
  await using first = await audit(tenant, github);
  if (first.exitCode !== 0) throw new Error(first.lines.join('\n'));
  return {
    percent,
    setLatency: github.faults.delay,
    async audit(inputs) {
      const run = await audit(tenant, github, inputs);
      const { workflowRun } = run;
      if (workflowRun) await forget(github, workflowRun);
      return run;
    },
    [Symbol.asyncDispose]: github.close,
  };
}

async function audit(tenant: Tenant, github: GitHub, inputs: ActionInputs = {}): Promise<ActionRun> {
  const { clientId, clientSecret = '' } = await provisionApp({ ...tenant, secret: true, consent: true });
  await tenant.takeRequests();
  return runAction({
    github,
    measure: true,
    timeout: 1_800_000,
    inputs: {
      'tenant-id': tenant.tenantId,
      'client-id': clientId,
      'client-secret': clientSecret,
      'authority-url': tenant.origin,
      'graph-url': tenant.origin,
      'time-limit': 60,
      ...inputs,
    },
  });
}

/** The next run is to find the same earlier list, and the emulator keeps artifacts in memory. */
async function forget(github: GitHub, run: NonNullable<ActionRun['workflowRun']>): Promise<void> {
  github.finishRun(run, 'failure');
  const { owner, name } = github.repository;
  for (const { id } of github.artifacts(run.id)) {
    const url = `${github.origin}/api/v3/repos/${owner}/${name}/actions/artifacts/${id}`;
    const response = await fetch(url, { method: 'DELETE', headers: { authorization: `Bearer ${github.token}` } });
    if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
  }
}

async function change(tenant: Tenant, percent: number): Promise<void> {
  const { clientId, clientSecret = '' } = await provisionApp({ ...tenant, secret: true, consent: true });
  await using run = await runAction({
    timeout: 1_800_000,
    inputs: {
      'tenant-id': tenant.tenantId,
      'client-id': clientId,
      'client-secret': clientSecret,
      'authority-url': tenant.origin,
      'graph-url': tenant.origin,
      ...{ publish: 'none', baseline: 'none', formats: 'jsonl', 'time-limit': 60 },
    },
  });
  if (run.exitCode !== 0) throw new Error(run.lines.join('\n'));
  await changeUsers(tenant, run.outputs['users-file'] ?? '', percent);
}
