import { readFile } from 'node:fs/promises';
import type { GitHub, GitHubOptions } from '../../emulator/github/index.ts';
import type { WorkflowRun } from '../../emulator/github/workflow-run.ts';
import { HarnessError } from '../harness/harness-error.ts';
import { type Contexts, type ContextValue, fillIn, holds, type Status } from './expressions.ts';
import { ourWorkflow } from './our-action.ts';
import { type ActionJob, type JobEnd, runJob } from './run-job.ts';
import { type Call, type Input, type Job, readWorkflow, type Workflow } from './workflow-file.ts';

export interface WorkflowOptions {
  github: GitHub;
  /** The very object that GitHub was started with: each job writes its permissions into it. */
  permissions: NonNullable<GitHubOptions['permissions']>;
  run?: WorkflowRun;
  vars?: Readonly<Record<string, string>>;
  secrets?: Readonly<Record<string, string>>;
  /** Given by hand, as by workflow_dispatch; without them a schedule began the run. */
  inputs?: Readonly<Record<string, boolean>>;
  /** Further variables of every shell. */
  env?: Readonly<Record<string, string>>;
  /** Stands for the step that uses our Action, where the workflow has one. */
  action?: (inputs: Record<string, string>, job: ActionJob) => ActionEnd | Promise<ActionEnd>;
}

export interface ActionEnd {
  result: Status;
  outputs: Readonly<Record<string, string>>;
}

export interface WorkflowEnd {
  jobs: Readonly<Record<string, JobEnd>>;
  succeeded: boolean;
}

const root = new URL('../../', import.meta.url);

/** The text of a workflow of examples/. */
export function example(name: string): Promise<string> {
  return readFile(new URL(`examples/${name}`, root), 'utf8');
}

/**
 * Runs a workflow: its expressions, its conditions, its shell steps for real, each job with the permissions that it
 * names, and the workflow of ours that it calls. Steps that use an Action of others are looked past, where they are
 * pinned.
 *
 * @throws HarnessError for whatever GitHub would take in silence: an output, a variable, a secret or an input that is not
 *   there
 */
export async function runWorkflow(text: string, options: WorkflowOptions): Promise<WorkflowEnd> {
  const workflow = readWorkflow(text);
  const inputs = Object.keys(workflow.inputs).map((name) => [name, options.inputs?.[name] ?? null]);
  return await runJobs(workflow, options, { inputs: Object.fromEntries(inputs), secrets: options.secrets ?? {} });
}

/** What a workflow has from whoever began it. */
interface Given {
  inputs: Readonly<Record<string, ContextValue>>;
  secrets: Readonly<Record<string, string>>;
  /** Of the job that calls; undefined where none does. */
  permissions?: Readonly<Record<string, string>>;
}

async function runJobs(workflow: Workflow, options: WorkflowOptions, given: Given): Promise<WorkflowEnd> {
  const jobs: Record<string, JobEnd> = {};
  for (const [id, job] of workflow.jobs) {
    const { matrix } = job;
    if (matrix === undefined) {
      jobs[id] = await runOne(job, {}, jobs, options, given);
      continue;
    }
    const ends: JobEnd[] = [];
    for (const value of matrix.values) {
      const end = await runOne(job, { matrix: { [matrix.name]: value } }, jobs, options, given);
      jobs[`${id} (${value})`] = end;
      ends.push(end);
    }
    // Of a job's outputs the last one to set them wins, which nobody can build on.
    jobs[id] = { ...emptyEnd, result: statusOf(ends.map(({ result }) => result)) };
  }
  return { jobs, succeeded: Object.values(jobs).every(({ result }) => result === 'success' || result === 'skipped') };
}

const emptyEnd: JobEnd = { result: 'skipped', outputs: {}, ran: [], lines: [] };

async function runOne(
  job: Job,
  more: Contexts,
  jobs: Readonly<Record<string, JobEnd>>,
  options: WorkflowOptions,
  given: Given,
): Promise<JobEnd> {
  const { github } = options;
  const needed = job.needs.map((id) => [id, need(jobs, id)] as const);
  const environment = await github.env(options.run ?? github.startRun());
  const outer: Contexts = {
    github: gitHubContext(environment, github.token),
    needs: Object.fromEntries(needed.map(([id, { result, outputs }]) => [id, { result, outputs }])),
    inputs: given.inputs,
    vars: options.vars ?? {},
    ...more,
  };
  if (!holds(job.if, outer, statusOf(needed.map(([, { result }]) => result)))) {
    return { ...emptyEnd, outputs: Object.fromEntries(Object.keys(job.outputs).map((name) => [name, ''])) };
  }
  const permissions = job.permissions ?? given.permissions ?? {};
  if (job.call !== undefined) {
    return await call(job.call, { ...outer, secrets: { ...given.secrets } }, permissions, options);
  }
  grant(options.permissions, permissions);
  return await runJob(job, { ...options, outer, environment, permissions, secrets: given.secrets });
}

/** @throws HarnessError for what the called workflow does not declare, and for a value that is not of its type */
async function call(
  { uses, with: texts, secrets }: Call,
  contexts: Contexts,
  permissions: Readonly<Record<string, string>>,
  options: WorkflowOptions,
): Promise<JobEnd> {
  if (uses !== ourWorkflow) throw new HarnessError(`${uses} is no workflow of ours that can be called`);
  const workflow = readWorkflow(await readFile(new URL('.github/workflows/audit.yml', root), 'utf8'));
  const { called } = workflow;
  if (called === undefined) throw new HarnessError(`${uses} has no workflow_call`);
  refuseUndeclared(uses, 'input', Object.keys(texts), Object.keys(workflow.inputs));
  refuseUndeclared(uses, 'secret', Object.keys(secrets), called.secrets);
  const { secrets: _, ...withoutSecrets } = contexts;
  const end = await runJobs(workflow, options, {
    inputs: Object.fromEntries(
      Object.entries(workflow.inputs).map(([name, input]) => [
        name,
        typed(name, input, texts[name] === undefined ? input.default : fillIn(texts[name], withoutSecrets)),
      ]),
    ),
    secrets: Object.fromEntries(called.secrets.map((name) => [name, fillIn(secrets[name] ?? '', contexts)])),
    permissions,
  });
  const inner = Object.fromEntries(
    Object.entries(end.jobs).map(([id, { result, outputs }]) => [id, { result, outputs }]),
  );
  const outputs = Object.entries(called.outputs).map(([name, text]) => [name, fillIn(text, { jobs: inner })]);
  return {
    result: end.succeeded ? 'success' : 'failure',
    outputs: Object.fromEntries(outputs),
    ran: Object.values(end.jobs).flatMap(({ ran }) => ran),
    lines: Object.values(end.jobs).flatMap(({ lines }) => lines),
  };
}

function refuseUndeclared(uses: string, what: string, names: readonly string[], known: readonly string[]): void {
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new HarnessError(`${uses} declares no ${what} ${unknown.join(', ')}`);
}

/** Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_callinputsinput_idtype */
function typed(name: string, { type }: Input, text: string): ContextValue {
  if (type === 'string') return text;
  if (type === 'boolean' && /^(?:true|false|)$/.test(text)) return text === 'true';
  if (type === 'number' && /^\d*$/.test(text)) return Number(text);
  throw new HarnessError(`Input ${name} is of type ${type}, and not "${text}"`);
}

function need(jobs: Readonly<Record<string, JobEnd>>, id: string): JobEnd {
  const end = jobs[id];
  if (end === undefined) throw new HarnessError(`\`needs\` names ${id}, which is no job before this one`);
  return end;
}

function statusOf(results: readonly JobEnd['result'][]): Status {
  if (results.includes('cancelled')) return 'cancelled';
  return results.every((result) => result === 'success') ? 'success' : 'failure';
}

/** A job has the permissions that it names, and no other. */
function grant(permissions: Record<string, unknown>, named: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(permissions)) delete permissions[name];
  Object.assign(permissions, named);
}

/** Source: https://docs.github.com/actions/reference/workflows-and-actions/contexts#github-context */
function gitHubContext(environment: Readonly<Record<string, string>>, token: string): ContextValue & object {
  const named = Object.entries(environment).filter(([name]) => name.startsWith('GITHUB_'));
  return { ...Object.fromEntries(named.map(([name, value]) => [name.slice(7).toLowerCase(), value])), token };
}
