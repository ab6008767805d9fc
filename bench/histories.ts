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
  // One application for all: lists of different ones are not compared.
  const { clientId, clientSecret = '' } = await provisionApp({ ...tenant, secret: true, consent: true });
  const site = { tenant, inputs: inputsOf(tenant, clientId, clientSecret) };
  const histories: History[] = [];
  let left = percents[0] ?? 0;
  for (const percent of percents) {
    if (percent < left) await change(site, left - percent);
    left = percent;
    histories.push(await createHistory(site, percent));
  }
  if (left > 0) await change(site, left);
  return histories;
}

interface Site {
  tenant: Tenant;
  inputs: ActionInputs;
}

function inputsOf({ tenantId, origin }: Tenant, clientId: string, clientSecret: string): ActionInputs {
  return {
    'tenant-id': tenantId,
    'client-id': clientId,
    'client-secret': clientSecret,
    'authority-url': origin,
    'graph-url': origin,
    'time-limit': 60,
  };
}

async function createHistory(site: Site, percent: number): Promise<History> {
  const github = await startGitHub({ permissions: { actions: 'write', contents: 'read' } });
  await using first = await audit(site, github);
  if (first.exitCode !== 0) throw new Error(first.lines.join('\n'));
  return {
    percent,
    setLatency: github.faults.delay,
    async audit(inputs) {
      const run = await audit(site, github, inputs);
      const isCompared = (run.outputs['changed-count'] ?? '') !== '';
      if (inputs?.baseline !== 'none' && !isCompared) throw new Error(`${run.lines.join('\n')}\nIt was not compared.`);
      const { workflowRun } = run;
      if (workflowRun) await forget(github, workflowRun);
      return run;
    },
    [Symbol.asyncDispose]: github.close,
  };
}

async function audit({ tenant, inputs: own }: Site, github: GitHub, inputs: ActionInputs = {}): Promise<ActionRun> {
  await tenant.takeRequests();
  return runAction({ github, measure: true, timeout: 1_800_000, inputs: { ...own, ...inputs } });
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

async function change({ tenant, inputs }: Site, percent: number): Promise<void> {
  const alone = { publish: 'none', baseline: 'none', formats: 'jsonl' };
  await using run = await runAction({ timeout: 1_800_000, inputs: { ...inputs, ...alone } });
  if (run.exitCode !== 0) throw new Error(run.lines.join('\n'));
  await changeUsers(tenant, run.outputs['users-file'] ?? '', percent);
}
