import { fileURLToPath } from 'node:url';
import { readActionManifest } from '../harness/action-manifest.ts';
import { HarnessError } from '../harness/harness-error.ts';
import { type Contexts, fillIn, holds, type Status } from './expressions.ts';
import { ourAction } from './our-action.ts';
import { runShellStep } from './shell-step.ts';
import type { Job, Step } from './workflow-file.ts';

export interface JobEnd {
  result: Status | 'skipped';
  outputs: Readonly<Record<string, string>>;
  /** Names, or ids, of the steps that ran. */
  ran: string[];
  lines: string[];
}

/** What the job of our Action is like. */
export interface ActionJob {
  permissions: Readonly<Record<string, string>>;
  /** '' where it names none. */
  environment: string;
  /** The manifest that the step names. */
  actionYml: string;
}

/** What a job has beside its file. */
export interface JobContext {
  /** Everything that expressions may name but secrets and steps. */
  outer: Contexts;
  /** The variables of the run. */
  environment: Readonly<Record<string, string>>;
  permissions: Readonly<Record<string, string>>;
  secrets: Readonly<Record<string, string>>;
  /** Further variables of every shell. */
  env?: Readonly<Record<string, string>>;
  github: { token: string };
  action?: (inputs: Record<string, string>, job: ActionJob) => ActionResult | Promise<ActionResult>;
}

interface ActionResult {
  result: Status;
  outputs: Readonly<Record<string, string>>;
}

const root = new URL('../../', import.meta.url);

/** Runs the steps of a job, one after the other. */
export async function runJob(job: Job, context: JobContext): Promise<JobEnd> {
  const { outer, secrets, github, environment } = context;
  const end: JobEnd = { result: 'skipped', outputs: {}, ran: [], lines: [] };
  const steps: Record<string, { outputs: Record<string, string>; outcome: string; conclusion: string }> = {};
  const within = (): Contexts => ({ ...outer, secrets: { ...secrets }, steps });
  const hidden = [...Object.values(secrets), github.token].filter((secret) => secret !== '');
  for (const text of job.texts) fillIn(text, outer);
  const named = fillIn(job.environment ?? '', outer);
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
      named,
      shell: step.shell ?? job.shell,
      workingDirectory: job.workingDirectory,
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
  workingDirectory: string | undefined;
  hidden: readonly string[];
  /** The job's environment, such as `production`. */
  named: string;
  fill: (values?: Readonly<Record<string, string>>) => Record<string, string>;
}

interface StepEnd {
  result: Status;
  outputs: Record<string, string>;
  lines: string[];
}

async function runStep(step: Step, context: StepContext): Promise<StepEnd> {
  const { shell, workingDirectory, environment, permissions, hidden, named, fill, action } = context;
  if (step.run !== undefined) {
    if (step.run.includes('${{'))
      throw new HarnessError('An expression stands within `run:`: it would run what it says');
    const { succeeded, outputs, lines } = await runShellStep({
      script: step.run,
      shell,
      workingDirectory,
      env: environment,
      secrets: hidden,
    });
    return { result: succeeded ? 'success' : 'failure', outputs: { ...(await declared(step)), ...outputs }, lines };
  }
  const actionYml = manifestOf(step);
  const inputs = fill(step.with);
  if (actionYml === undefined) {
    if (!/@[0-9a-f]{40}$/.test(step.uses ?? '')) throw new HarnessError(`${step.uses} is not pinned by its commit`);
    if (step.uses?.startsWith('actions/checkout@') && permissions.contents === undefined) {
      throw new HarnessError('actions/checkout needs the permission `contents: read`');
    }
    return { result: 'success', outputs: {}, lines: [] };
  }
  const manifest = await readActionManifest(actionYml);
  const unknown = Object.keys(inputs).filter((name) => !manifest.inputs.has(name));
  if (unknown.length > 0) throw new HarnessError(`action.yml declares no input ${unknown.join(', ')}`);
  if (action === undefined) throw new HarnessError('Nobody says what stands for our Action');
  const { result, outputs } = await action(inputs, { permissions, environment: named, actionYml });
  const known = await declared(step);
  const undeclared = Object.keys(outputs).filter((name) => !(name in known));
  if (undeclared.length > 0) throw new HarnessError(`action.yml declares no output ${undeclared.join(', ')}`);
  return { result, outputs: { ...known, ...outputs }, lines: [] };
}

/** Where the action.yml is of a step that uses our Action; `$/` is the repository that the workflow's file comes from. */
function manifestOf({ uses = '' }: Step): string | undefined {
  if (uses === ourAction) return fileURLToPath(new URL('action.yml', root));
  return uses.startsWith('$/') ? fileURLToPath(new URL(`${uses.slice(2)}/action.yml`, root)) : undefined;
}

/** The outputs that a step may set, empty: those that its script writes, or those of action.yml. */
async function declared(step: Step): Promise<Record<string, string>> {
  if (step.run !== undefined) {
    const names = step.run.matchAll(/\becho "([a-z-]+)=/g);
    return Object.fromEntries([...names].map(([, name = '']) => [name, '']));
  }
  const actionYml = manifestOf(step);
  if (actionYml === undefined) return {};
  return Object.fromEntries([...(await readActionManifest(actionYml)).outputs].map((name) => [name, '']));
}

/** Without what the runner gives to Actions alone. */
function publicOf(environment: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('ACTIONS_')));
}
