import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GitHub } from '../../emulator/github/index.ts';
import type { WorkflowRun } from '../../emulator/github/workflow-run.ts';
import { type ActionInputs, type ActionManifest, inputEnvironment, readActionManifest } from './action-manifest.ts';
import { exceedsJobOutputs, readKeyValueFile, summaryProblem } from './file-commands.ts';
import { HarnessError } from './harness-error.ts';
import { createJobFolders, type JobFolders } from './job-folders.ts';
import { createRunnerLog, type RunnerLog } from './runner-log.ts';
import { runStepProcess, type SignalAfter, type StepEnd } from './step-process.ts';

export interface RunActionOptions {
  inputs?: ActionInputs;
  /** Further variables; undefined removes one that the harness sets. */
  env?: Readonly<Record<string, string | undefined>>;
  /** GitHub's services for the job; without them the job knows no run. */
  github?: GitHub;
  /** The run that the job belongs to; default a fresh one. */
  run?: WorkflowRun;
  /** `permissions: id-token: write`; default false. */
  idToken?: boolean;
  /** Path of action.yml; default this repository's. */
  actionYml?: string;
  /** Script to run instead of action.yml's `runs.main`. */
  dist?: string;
  /** Milliseconds; default 60 000. */
  timeout?: number;
  /** Lets the Action see one core alone: it does everything in one thread then; default false. */
  oneCore?: boolean;
  signalAfter?: SignalAfter;
  /** Step debugging, RUNNER_DEBUG=1; default false. */
  debug?: boolean;
  /** Measures the peak of the Action's memory, and its time on cores; default false. */
  measure?: boolean;
  /** The payload of the event that began the run; default that of GitHub, with the repository in it. */
  event?: object;
}

/** One finished run of the Action. */
export interface ActionRun
  extends StepEnd,
    Pick<RunnerLog, 'lines' | 'commands' | 'annotations' | 'masks' | 'groups'>,
    AsyncDisposable {
  outputs: Record<string, string>;
  /** Outputs that GitHub would drop from the job's because a masked value is in them. */
  maskedOutputs: string[];
  /** The step summary as GitHub shows it: masked, and '' when it was too large. */
  summary: string;
  /** What went over GitHub's limits: outputs 1 MB a job, the summary 1024 KiB. */
  oversized: { outputs: boolean; summary: boolean };
  state: Record<string, string>;
  /** The run that the job belonged to; undefined without GitHub. */
  workflowRun: WorkflowRun | undefined;
  temporaryDirectory: string;
  workspace: string;
  /** Paths of all files below a folder, relative to it and sorted; default the output `directory`. */
  listFiles(directory?: string): Promise<string[]>;
  durationMs: number;
  /** Bytes; undefined unless measured. */
  peakRss: number | undefined;
  /** Milliseconds that all threads were on cores; undefined unless measured. */
  cpu: number | undefined;
  /**
   * Runs action.yml's `runs.post`, as the runner does when the job ends.
   *
   * @param env further variables; undefined removes one that the harness sets
   * @throws HarnessError as the run itself, and when there is no such script
   */
  post(env?: RunActionOptions['env']): Promise<PostRun>;
  /** Removes every file and folder of the run. */
  cleanup(): Promise<void>;
}

/** The step at the end of the job. */
export type PostRun = StepEnd & Pick<RunnerLog, 'lines' | 'annotations'>;

const ACTION_YML = fileURLToPath(new URL('../../action.yml', import.meta.url));
const MEASURE = new URL('measure-memory.js', import.meta.url).href;

/**
 * Runs a Node action as GitHub's runner does: defaults of action.yml, INPUT_ variables, a clean environment, command
 * files, and the workflow commands in its output.
 *
 * @throws HarnessError when a test gives an undeclared input, and when the Action sets an undeclared output, breaks the
 *   format of a command file, prints a command that it cannot have meant, or does not end in time
 */
export async function runAction(options: RunActionOptions = {}): Promise<ActionRun> {
  const { github, debug = false, idToken = false, measure = false } = options;
  const manifest = await readActionManifest(options.actionYml ?? ACTION_YML);
  const inputs = inputEnvironment(manifest, options.inputs ?? {}, github?.token ?? '');
  const workflowRun = options.run ?? github?.startRun();
  const folders = await createJobFolders(options.event ?? github?.event() ?? {});
  const peakRssFile = join(folders.temporary, '..', 'peak_rss');
  try {
    const log = createRunnerLog({ debug });
    const started = performance.now();
    const env = {
      PATH: process.env.PATH,
      SystemRoot: process.env.SystemRoot,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTION: '__self',
      RUNNER_DEBUG: debug ? '1' : undefined,
      ...folders.env,
      ...(github && workflowRun ? await github.env(workflowRun, { idToken }) : {}),
      ...inputs,
      ...options.env,
    };
    const timeout = options.timeout ?? 60_000;
    const end = await runStepProcess({
      script: options.dist ?? manifest.main,
      workingDirectory: folders.workspace,
      log,
      timeout,
      preload: measure ? MEASURE : undefined,
      signalAfter: options.signalAfter,
      oneCore: options.oneCore ?? false,
      env: defined({ ...env, HARNESS_PEAK_RSS_FILE: measure ? peakRssFile : undefined }),
    });
    const durationMs = performance.now() - started;
    if (workflowRun !== undefined) github?.finishRun(workflowRun, end.exitCode === 0 ? 'success' : 'failure');
    const results = await readResults(folders, manifest, log);
    const { lines, commands, annotations, masks, groups } = log;
    const [peakRss, cpu] = measure ? (await readFile(peakRssFile, 'utf8')).split(' ').map(Number) : [];
    return {
      ...end,
      ...{ lines, commands, annotations, masks, groups },
      ...results,
      workflowRun,
      temporaryDirectory: folders.temporary,
      workspace: folders.workspace,
      listFiles: (directory = results.outputs.directory) => listFiles(directory),
      durationMs,
      peakRss,
      cpu,
      async post(changed = {}) {
        if (manifest.post === undefined) throw new HarnessError('action.yml names no `post`');
        const state = Object.entries(results.state).map(([name, value]) => [`STATE_${name}`, value]);
        const postLog = createRunnerLog({ debug });
        const postEnd = await runStepProcess({
          script: manifest.post,
          workingDirectory: folders.workspace,
          log: postLog,
          timeout,
          preload: undefined,
          signalAfter: undefined,
          oneCore: false,
          env: defined({ ...env, ...Object.fromEntries(state), ...changed }),
        });
        const [command] = postLog.unexpected;
        if (command !== undefined) throw new HarnessError(`The runner would obey this line: ${command}`, postLog.lines);
        return { ...postEnd, lines: postLog.lines, annotations: postLog.annotations };
      },
      cleanup: folders.remove,
      [Symbol.asyncDispose]: folders.remove,
    };
  } catch (error) {
    await folders.remove();
    throw error;
  }
}

function defined(variables: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

async function readResults(folders: JobFolders, manifest: ActionManifest, log: RunnerLog) {
  const read = async (kind: keyof JobFolders['files']) => {
    const text = await readFile(folders.files[kind], 'utf8');
    try {
      return kind === 'summary' ? { text } : readKeyValueFile(text);
    } catch (error) {
      const reason = (error as Error).message;
      throw new HarnessError(`Unable to process file command '${kind}' successfully. ${reason}`, log.lines);
    }
  };
  const outputs = await read('output');
  const state = await read('state');
  refuseWhatWasNotMeant(log, manifest, outputs, await read('env'), await readFile(folders.files.path, 'utf8'));

  const problem = summaryProblem((await stat(folders.files.summary)).size);
  if (problem !== undefined) log.annotate('error', problem);
  const { text: summary = '' } = await read('summary');
  return {
    outputs,
    state,
    maskedOutputs: Object.keys(outputs).filter((name) => log.mask(outputs[name] ?? '') !== outputs[name]),
    summary: problem === undefined ? log.mask(summary) : '',
    oversized: { outputs: exceedsJobOutputs(outputs), summary: problem !== undefined },
  };
}

function refuseWhatWasNotMeant(
  log: RunnerLog,
  manifest: ActionManifest,
  outputs: Record<string, string>,
  variables: Record<string, string>,
  path: string,
): void {
  const [command] = log.unexpected;
  if (command !== undefined) throw new HarnessError(`The runner would obey this line: ${command}`, log.lines);
  const undeclared = Object.keys(outputs).filter((name) => !manifest.outputs.has(name));
  if (undeclared.length > 0)
    throw new HarnessError(`action.yml declares no output ${undeclared.join(', ')}`, log.lines);
  const exported = [...Object.keys(variables), ...path.split('\n').filter(Boolean)];
  if (exported.length > 0) throw new HarnessError(`The Action changed the job's environment: ${exported.join(', ')}`);
}

async function listFiles(directory: string | undefined): Promise<string[]> {
  if (!directory) throw new HarnessError('The Action set no output `directory`: name the folder');
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)))
    .sort();
}
