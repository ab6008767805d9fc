import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { GitHub, GitHubOptions } from '../../emulator/github/index.ts';
import type { WorkflowRun } from '../../emulator/github/workflow-run.ts';
import { refOf } from '../../scripts/release/references.ts';
import { readReference } from '../../scripts/release/write-references.ts';
import { readActionManifest } from '../harness/action-manifest.ts';
import { HarnessError } from '../harness/harness-error.ts';
import { type Contexts, fillIn, holds, type Status } from './expressions.ts';
import { runShellStep } from './shell-step.ts';
import { type Job, readWorkflow, type Step, type Workflow } from './workflow-file.ts';

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
  action?: (inputs: Record<string, string>) => ActionEnd | Promise<ActionEnd>;
}

export interface ActionEnd {
  result: Status;
  outputs: Readonly<Record<string, string>>;
}

export interface JobEnd {
  result: Status | 'skipped';
  outputs: Readonly<Record<string, string>>;
  /** Names, or ids, of the steps that ran. */
  ran: string[];
  lines: string[];
}

export interface WorkflowEnd {
  jobs: Readonly<Record<string, JobEnd>>;
  succeeded: boolean;
}

const actionYml = fileURLToPath(new URL('../../action.yml', import.meta.url));
const reference = await readReference();
const ours = `${reference.repository}@${refOf(reference).ref}`;

/** The text of a workflow of examples/. */
export function example(name: string): Promise<string> {
  return readFile(new URL(`../../examples/${name}`, import.meta.url), 'utf8');
}

/**
 * Runs a workflow: its expressions, its conditions, its shell steps for real, each job with the permissions that it
 * names. Steps that use an Action of others are looked past, where they are pinned.
 *
 * @throws HarnessError for whatever GitHub would take in silence: an output, a variable, a secret or an input that is not
 *   there
 */
export async function runWorkflow(text: string, options: WorkflowOptions): Promise<WorkflowEnd> {
  const workflow = readWorkflow(text);
  const jobs: Record<string, JobEnd> = {};
  for (const [id, job] of workflow.jobs) jobs[id] = await runJob(job, { workflow, jobs, ...options });
  return { jobs, succeeded: Object.values(jobs).every(({ result }) => result === 'success' || result === 'skipped') };
}

interface JobContext extends WorkflowOptions {
  workflow: Workflow;
  jobs: Readonly<Record<string, JobEnd>>;
}

async function runJob(job: Job, context: JobContext): Promise<JobEnd> {
  const { github, permissions, jobs, secrets = {} } = context;
  const needed = job.needs.map((id) => [id, need(jobs, id)] as const);
  const before = statusOf(needed.map(([, { result }]) => result));
  const environment = await github.env(context.run ?? github.startRun());
  const outer: Contexts = {
    github: gitHubContext(environment, github.token),
    needs: Object.fromEntries(needed.map(([id, { result, outputs }]) => [id, { result, outputs }])),
    inputs: Object.fromEntries(
      Object.keys(context.workflow.inputs).map((name) => [name, context.inputs?.[name] ?? null]),
    ),
    vars: context.vars ?? {},
  };
  const end: JobEnd = { result: 'skipped', outputs: {}, ran: [], lines: [] };
  if (!holds(job.if, outer, before)) return { ...end, outputs: emptied(job.outputs) };
  grant(permissions, job.permissions);

  const steps: Record<string, { outputs: Record<string, string>; outcome: string; conclusion: string }> = {};
  const within = (): Contexts => ({ ...outer, secrets: { ...secrets }, steps });
  const hidden = [...Object.values(secrets), github.token].filter((secret) => secret !== '');
  let status: Status = 'success';
  for (const step of job.steps) {
    if (!holds(step.if, within(), status)) {
      if (step.id !== undefined)
        steps[step.id] = { outputs: await declared(step), outcome: 'skipped', conclusion: 'skipped' };
      continue;
    }
    const fill = (values: Readonly<Record<string, string>> = {}) =>
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fillIn(value, within())]));
    const done = await runStep(step, {
      ...context,
      hidden,
      fill,
      shell: step.shell ?? job.shell,
      environment: { ...publicOf(environment), ...context.env, ...fill(job.env), ...fill(step.env) },
    });
    end.ran.push(step.name ?? step.id ?? '');
    end.lines.push(...done.lines);
    if (step.id !== undefined) {
      steps[step.id] = { outputs: done.outputs, outcome: done.result, conclusion: done.result };
    }
    if (done.result !== 'success') status = done.result;
  }
  const outputs = Object.entries(job.outputs).map(([name, value]) => [name, fillIn(value, within())]);
  return { ...end, result: status, outputs: Object.fromEntries(outputs) };
}

interface StepContext extends JobContext {
  shell: string | undefined;
  environment: Readonly<Record<string, string>>;
  hidden: readonly string[];
  fill: (values?: Readonly<Record<string, string>>) => Record<string, string>;
}

interface StepEnd {
  result: Status;
  outputs: Record<string, string>;
  lines: string[];
}

async function runStep(step: Step, { shell, environment, hidden, fill, action }: StepContext): Promise<StepEnd> {
  if (step.run !== undefined) {
    if (step.run.includes('${{'))
      throw new HarnessError('An expression stands within `run:`: it would run what it says');
    const { succeeded, outputs, lines } = await runShellStep({
      script: step.run,
      shell,
      env: environment,
      secrets: hidden,
    });
    return { result: succeeded ? 'success' : 'failure', outputs: { ...(await declared(step)), ...outputs }, lines };
  }
  if (step.uses !== ours) {
    if (!/@[0-9a-f]{40}$/.test(step.uses ?? '')) throw new HarnessError(`${step.uses} is not pinned by its commit`);
    return { result: 'success', outputs: {}, lines: [] };
  }
  const manifest = await readActionManifest(actionYml);
  const inputs = fill(step.with);
  const unknown = Object.keys(inputs).filter((name) => !manifest.inputs.has(name));
  if (unknown.length > 0) throw new HarnessError(`action.yml declares no input ${unknown.join(', ')}`);
  if (action === undefined) throw new HarnessError('Nobody says what stands for our Action');
  const { result, outputs } = await action(inputs);
  const known = await declared(step);
  const undeclared = Object.keys(outputs).filter((name) => !(name in known));
  if (undeclared.length > 0) throw new HarnessError(`action.yml declares no output ${undeclared.join(', ')}`);
  return { result, outputs: { ...known, ...outputs }, lines: [] };
}

/** The outputs that a step may set, empty: those that its script writes, or those of action.yml. */
async function declared(step: Step): Promise<Record<string, string>> {
  if (step.run !== undefined) {
    const names = step.run.matchAll(/\becho "([a-z-]+)=/g);
    return Object.fromEntries([...names].map(([, name = '']) => [name, '']));
  }
  if (step.uses !== ours) return {};
  return Object.fromEntries([...(await readActionManifest(actionYml)).outputs].map((name) => [name, '']));
}

function emptied(outputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.keys(outputs).map((name) => [name, '']));
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
function gitHubContext(environment: Readonly<Record<string, string>>, token: string): Contexts {
  const named = Object.entries(environment).filter(([name]) => name.startsWith('GITHUB_'));
  return { ...Object.fromEntries(named.map(([name, value]) => [name.slice(7).toLowerCase(), value])), token };
}

/** Without what the runner gives to Actions alone. */
function publicOf(environment: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('ACTIONS_')));
}
