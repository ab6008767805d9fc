import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { HarnessError } from './harness-error.ts';
import { readLines } from './line-reader.ts';
import type { RunnerLog } from './runner-log.ts';

export interface StepProcess {
  script: string;
  env: Record<string, string>;
  workingDirectory: string;
  log: RunnerLog;
  /** Milliseconds after which the process is killed and the run counts as failed by the harness. */
  timeout: number;
  /** A module to load first. */
  preload: string | undefined;
  signalAfter: SignalAfter | undefined;
  /** Lets it see one core alone, where the system can do that. */
  oneCore: boolean;
}

/** Sends signals to the process, as a cancelled workflow does, once a line is printed or a promise is fulfilled. */
export interface SignalAfter {
  when: RegExp | Promise<unknown>;
  /** One, or several one after the other. */
  signal: NodeJS.Signals | readonly NodeJS.Signals[];
}

export interface StepEnd {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

const taskset = '/usr/bin/taskset';
const onOneCore = existsSync(taskset) ? [taskset, '-c', '0'] : [];

/**
 * Runs a step's script on this Node and feeds the log with what it prints.
 *
 * @throws HarnessError at the timeout, and when the line did not come behind which a signal was to be sent
 */
export async function runStepProcess(step: StepProcess): Promise<StepEnd> {
  const { log, signalAfter } = step;
  const loading = step.preload === undefined ? [] : ['--import', step.preload];
  const [program, ...args] = [...(step.oneCore ? onOneCore : []), process.execPath, ...loading, step.script] as [
    string,
  ];
  const child = spawn(program, args, {
    cwd: step.workingDirectory,
    env: step.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<Pick<StepEnd, 'exitCode' | 'signal'>>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => resolve({ exitCode, signal }));
  });

  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, step.timeout);
  let sent = false;
  const send = (signal: SignalAfter['signal']) => {
    if (!sent) sent = [signal].flat().every((one) => child.kill(one));
  };
  if (signalAfter?.when instanceof Promise) signalAfter.when.then(() => send(signalAfter.signal));

  const receive = (line: string) => {
    log.receive(line);
    if (signalAfter?.when instanceof RegExp && signalAfter.when.test(line)) send(signalAfter.signal);
  };
  try {
    const [stdout, stderr, end] = await Promise.all([
      readLines(child.stdout, receive),
      readLines(child.stderr, receive),
      ended,
    ]);
    if (late) throw new HarnessError(`The Action did not end within ${step.timeout} ms`, log.lines);
    if (signalAfter?.when instanceof RegExp && !sent) {
      throw new HarnessError(`No line of the Action's was ${signalAfter.when}: no signal was sent`, log.lines);
    }
    return { ...end, stdout, stderr };
  } finally {
    clearTimeout(timer);
  }
}
