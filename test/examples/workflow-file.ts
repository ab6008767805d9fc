import { parse } from 'yaml';
import { HarnessError } from '../harness/harness-error.ts';

/** The part of a workflow's YAML that the harness knows; anything else is refused, not overlooked. */
export interface Workflow {
  /** Inputs of workflow_dispatch, or of workflow_call. */
  inputs: Readonly<Record<string, Input>>;
  /** What other workflows may give and take; undefined where they cannot call it. */
  called: { secrets: readonly string[]; outputs: Readonly<Record<string, string>> } | undefined;
  /** In the order of the file, which must be that of `needs`. */
  jobs: ReadonlyMap<string, Job>;
}

export interface Input {
  type: 'boolean' | 'number' | 'string';
  /** '' where there is none. */
  default: string;
}

export interface Job {
  needs: readonly string[];
  if: string | undefined;
  /** Undefined in a workflow that is called: those of the caller. */
  permissions: Readonly<Record<string, string>> | undefined;
  /** The one variable of a matrix, and its values. */
  matrix: { name: string; values: readonly string[] } | undefined;
  outputs: Readonly<Record<string, string>>;
  shell: string | undefined;
  workingDirectory: string | undefined;
  env: Readonly<Record<string, string>>;
  /** What else may hold expressions. */
  texts: readonly string[];
  environment: string | undefined;
  steps: readonly Step[];
  /** The workflow that it calls in the place of steps. */
  call: Call | undefined;
}

export interface Call {
  uses: string;
  with: Readonly<Record<string, string>>;
  secrets: Readonly<Record<string, string>>;
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
  ...['name', 'needs', 'if', 'strategy', 'runs-on', 'timeout-minutes', 'environment', 'permissions'],
  ...['outputs', 'defaults', 'env', 'steps'],
];
const callKeys = ['name', 'needs', 'if', 'permissions', 'uses', 'with', 'secrets'];
const stepKeys = ['id', 'name', 'if', 'uses', 'with', 'run', 'shell', 'env'];

/**
 * Reads a workflow as the runner does, every scalar as text.
 *
 * @throws HarnessError for what the harness would overlook, and for a workflow that gives its jobs permissions in passing
 */
export function readWorkflow(text: string): Workflow {
  const workflow = parse(text, { schema: 'failsafe' }) as Yaml;
  refuseUnknown(workflow, workflowKeys, 'workflow');
  const { workflow_dispatch: byHand, workflow_call: call } = workflow.on as { [event: string]: Yaml | '' };
  const isCalled = call !== undefined && call !== '';
  if (isCalled) refuseUnknown(call, ['inputs', 'secrets', 'outputs'], 'workflow_call');
  // What is called has the permissions of its caller: each that it named, every caller would have to give.
  if (!isCalled && JSON.stringify(workflow.permissions) !== '{}')
    throw new HarnessError('`permissions: {}` does not stand on top');
  const given = ((isCalled ? call : byHand || {}).inputs ?? {}) as Record<string, Partial<Input>>;
  const inputs = Object.entries(given).map(([name, input]) => [name, readInput(input)]);
  const outputs = isCalled ? (call.outputs as Record<string, { value: string }>) : {};
  const jobs = Object.entries(workflow.jobs as Record<string, Yaml>).map(
    ([id, job]) => [id, readJob(id, job, isCalled)] as const,
  );
  return {
    inputs: Object.fromEntries(inputs),
    called: isCalled
      ? {
          secrets: Object.keys(call.secrets as Yaml),
          outputs: Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value])),
        }
      : undefined,
    jobs: new Map(jobs),
  };
}

function readInput({ type = 'string', default: preset = '' }: Partial<Input>): Input {
  return { type, default: preset };
}

function readJob(id: string, job: Yaml, isCalled: boolean): Job {
  refuseUnknown(job, job.uses === undefined ? jobKeys : callKeys, `job ${id}`);
  const { needs = [], permissions, outputs = {}, env = {}, defaults, steps = [], environment, uses } = job;
  if ((permissions === undefined) !== isCalled) {
    throw new HarnessError(`Job ${id} ${isCalled ? 'says' : 'does not say'} its permissions`);
  }
  for (const step of steps as Yaml[]) refuseUnknown(step, stepKeys, `a step of job ${id}`);
  const run = (defaults as { run?: Record<string, string> } | undefined)?.run;
  return {
    needs: [needs].flat() as string[],
    if: job.if as string | undefined,
    permissions: permissions as Job['permissions'],
    matrix: readMatrix(id, job.strategy as Yaml | undefined),
    outputs: outputs as Job['outputs'],
    shell: run?.shell,
    workingDirectory: run?.['working-directory'],
    env: env as Job['env'],
    texts: [job.name, job['runs-on'], job['timeout-minutes']].filter((text) => typeof text === 'string'),
    environment: environment as string | undefined,
    steps: steps as Step[],
    call:
      uses === undefined
        ? undefined
        : {
            uses: uses as string,
            with: (job.with ?? {}) as Call['with'],
            secrets: (job.secrets ?? {}) as Call['secrets'],
          },
  };
}

function readMatrix(id: string, strategy: Yaml | undefined): Job['matrix'] {
  if (strategy === undefined) return undefined;
  refuseUnknown(strategy, ['fail-fast', 'matrix'], `the strategy of job ${id}`);
  const [[name, values] = ['', []], ...others] = Object.entries(strategy.matrix as Record<string, string[]>);
  if (others.length > 0 || values.length === 0) throw new HarnessError(`The matrix of job ${id} has not one variable`);
  return { name, values };
}

function refuseUnknown(holder: Yaml, known: readonly string[], what: string): void {
  const unknown = Object.keys(holder).filter((key) => !known.includes(key));
  if (unknown.length > 0) throw new HarnessError(`The harness does not know ${unknown.join(', ')} of ${what}`);
}
