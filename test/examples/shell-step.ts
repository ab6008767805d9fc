import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { readKeyValueFile } from '../harness/file-commands.ts';
import { HarnessError } from '../harness/harness-error.ts';
import { createJobFolders } from '../harness/job-folders.ts';
import { createRunnerLog } from '../harness/runner-log.ts';
import { programPath } from './programs.ts';

export interface ShellStep {
  script: string;
  shell: string | undefined;
  /** In the workspace, where the checkout that is looked past would have put it; undefined is the workspace. */
  workingDirectory: string | undefined;
  env: Readonly<Record<string, string>>;
  /** Values that may stand in no line of the log and on no command line. */
  secrets: readonly string[];
}

export interface ShellEnd {
  succeeded: boolean;
  outputs: Record<string, string>;
  lines: string[];
}

/** Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell */
const shells: Readonly<Record<string, readonly string[]>> = {
  default: ['-e'],
  bash: ['--noprofile', '--norc', '-eo', 'pipefail'],
};

/** What others see of a program that is run: its name and arguments, noted before it runs. */
const noted = ['curl', 'jq'];

/**
 * Runs the script of a `run:` step as the runner does.
 *
 * @throws HarnessError when a secret stands in the log or on a command line, and when the log holds a command
 */
export async function runShellStep(step: ShellStep): Promise<ShellEnd> {
  const { script, shell = 'default', env, secrets } = step;
  const options = shells[shell];
  if (options === undefined) throw new HarnessError(`The harness has no shell ${shell}`);
  const folders = await createJobFolders({});
  try {
    const tools = join(folders.temporary, 'tools');
    const seen = join(folders.temporary, 'seen');
    await mkdir(tools);
    const cwd = join(folders.workspace, step.workingDirectory ?? '');
    await mkdir(cwd, { recursive: true });
    for (const name of noted) await noteArguments(join(tools, name), name, seen);
    const file = join(folders.temporary, 'step.sh');
    await writeFile(file, script);
    await writeFile(seen, '');

    const child = spawn('bash', [...options, file], {
      cwd,
      env: { PATH: `${tools}${delimiter}${process.env.PATH}`, CI: 'true', ...folders.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
    const [printed, exitCode] = await Promise.all([
      Promise.all([child.stdout.toArray(), child.stderr.toArray()]),
      ended,
    ]);
    const text = printed.flat().join('');
    const commands = await readFile(seen, 'utf8');
    for (const secret of secrets) {
      if (text.includes(secret)) throw new HarnessError('A secret is in the log of a step');
      if (commands.includes(secret)) throw new HarnessError('A secret is on a command line, for every process to read');
    }
    const log = createRunnerLog({ debug: false });
    for (const line of text.split('\n').filter(Boolean)) log.receive(line);
    if (log.commands.length > 0) throw new HarnessError('The runner would obey a line of a step', log.lines);
    const outputs = readKeyValueFile(await readFile(folders.files.output, 'utf8'));
    return { succeeded: exitCode === 0, outputs, lines: log.lines };
  } finally {
    await folders.remove();
  }
}

/** Puts a program before the one of its name, where there is one. */
async function noteArguments(path: string, name: string, seen: string): Promise<void> {
  const program = programPath(name);
  if (program === undefined) return;
  await writeFile(path, `#!/bin/sh\nprintf '%s\\n' "$*" >> '${seen}'\nexec '${program}' "$@"\n`, { mode: 0o755 });
}
