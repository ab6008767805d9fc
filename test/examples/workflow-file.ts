import { parse } from 'yaml';
import { HarnessError } from '../harness/harness-error.ts';

/** The part of a workflow's YAML that the harness knows; anything else is refused, not overlooked. */
export interface Workflow {
  /** Inputs of workflow_dispatch with their defaults. */
  inputs: Readonly<Record<string, string>>;
  /** In the order of the file, which must be that of `needs`. */
  jobs: ReadonlyMap<string, Job>;
}

export interface Job {
  needs: readonly string[];
  if: string | undefined;
  permissions: Readonly<Record<string, string>>;
  outputs: Readonly<Record<string, string>>;
  shell: string | undefined;
  env: Readonly<Record<string, string>>;
  steps: readonly Step[];
}

export interface Step {
  id?: string;
  name?: string;
  if?: string;
  uses?: string;
  with?: Readonly<Record<string, string>>;
  run?: string;
  shell?: string;
  env?: Readonly<Record<string, string>>;
}

type Yaml = Record<string, unknown>;

const workflowKeys = ['name', 'on', 'permissions', 'concurrency', 'jobs'];
const jobKeys = [
  ...['name', 'needs', 'if', 'runs-on', 'timeout-minutes', 'environment', 'permissions'],
  ...['outputs', 'defaults', 'env', 'steps'],
];
const stepKeys = ['id', 'name', 'if', 'uses', 'with', 'run', 'shell', 'env'];

/**
 * Reads a workflow as the runner does, every scalar as text.
 *
 * @throws HarnessError for what the harness would overlook, and for a workflow that gives its jobs permissions in passing
 */
export function readWorkflow(text: string): Workflow {
  const workflow = parse(text, { schema: 'failsafe' }) as Yaml;
  refuseUnknown(workflow, workflowKeys, 'workflow');
  if (JSON.stringify(workflow.permissions) !== '{}') throw new HarnessError('`permissions: {}` does not stand on top');
  const dispatched =
    ((workflow.on as Yaml).workflow_dispatch as { inputs?: Record<string, { default?: string }> }) || {};
  const inputs = Object.entries(dispatched.inputs ?? {}).map(([name, input]) => [name, input.default ?? '']);
  const jobs = Object.entries(workflow.jobs as Record<string, Yaml>).map(
    ([id, job]) => [id, readJob(id, job)] as const,
  );
  return { inputs: Object.fromEntries(inputs), jobs: new Map(jobs) };
}

function readJob(id: string, job: Yaml): Job {
  refuseUnknown(job, jobKeys, `job ${id}`);
  const { needs = [], permissions, outputs = {}, env = {}, defaults, steps } = job;
  if (permissions === undefined) throw new HarnessError(`Job ${id} does not say its permissions`);
  for (const step of steps as Yaml[]) refuseUnknown(step, stepKeys, `a step of job ${id}`);
  return {
    needs: [needs].flat() as string[],
    if: job.if as string | undefined,
    permissions: permissions as Job['permissions'],
    outputs: outputs as Job['outputs'],
    shell: (defaults as { run?: { shell?: string } } | undefined)?.run?.shell,
    env: env as Job['env'],
    steps: steps as Step[],
  };
}

function refuseUnknown(holder: Yaml, known: readonly string[], what: string): void {
  const unknown = Object.keys(holder).filter((key) => !known.includes(key));
  if (unknown.length > 0) throw new HarnessError(`The harness does not know ${unknown.join(', ')} of ${what}`);
}
