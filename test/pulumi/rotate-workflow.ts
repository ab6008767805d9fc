import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readReference } from '../../scripts/release/write-references.ts';
import { readKeyValueFile } from '../harness/file-commands.ts';

interface Step {
  id?: string;
  name?: string;
  if?: string;
  uses?: string;
  with?: Record<string, string>;
  env?: Record<string, string>;
  run?: string;
}

export interface RotationOptions {
  /** The repository that each run clones. */
  origin: string;
  /** Variables of every shell, PATH among them. */
  env: Readonly<Record<string, string>>;
  /** What `vars` and `secrets` hold, such as `vars.ENTRA_TENANT_ID`. */
  values: Readonly<Record<string, string>>;
  /** Stands for the step that uses our Action. @returns whether it succeeded */
  action: (inputs: Record<string, string>) => Promise<boolean>;
  /** The machine goes away after the step of this name. */
  failAfter?: string;
}

export interface RotationEnd {
  /** The steps that ran to their end; those of others' Actions are not counted. */
  done: string[];
  /** The step that failed by itself; undefined when none did. */
  failed: string | undefined;
  /** What the steps printed, but for their masks. */
  text: string;
  masks: string[];
  succeeded: boolean;
}

/** Runs the job of examples/rotate.yml in a fresh clone. */
export async function rotate(options: RotationOptions): Promise<RotationEnd> {
  const folder = await mkdtemp(join(tmpdir(), 'rotate-'));
  const clone = join(folder, 'clone');
  const temporary = join(folder, 'temp');
  await mkdir(temporary);
  await run('git', ['clone', '--quiet', options.origin, clone], folder, process.env);
  const { rotate: job } = parse(await readFile(new URL('../../examples/rotate.yml', import.meta.url), 'utf8')).jobs;
  const outputs: Record<string, string> = {};
  const fill = (values: Record<string, string> = {}) =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        String(value).replaceAll(/\$\{\{ (\S+) \}\}/g, (_, path: string) =>
          path === 'runner.temp' ? temporary : (outputs[path] ?? options.values[path] ?? ''),
        ),
      ]),
    );
  const { repository } = await readReference();
  const end: RotationEnd = { done: [], failed: undefined, text: '', masks: [], succeeded: true };
  let broken = false;
  for (const step of job.steps as Step[]) {
    const always = step.if === 'always()';
    if ((broken && !always) || !holds(step.if, outputs)) continue;
    if (step.uses !== undefined && !step.uses.startsWith(`${repository}@`)) continue;
    const name = step.name ?? '';
    const file = join(folder, 'output');
    await writeFile(file, '');
    const env = {
      HOME: folder,
      RUNNER_TEMP: temporary,
      GITHUB_OUTPUT: file,
      GITHUB_REPOSITORY: 'contoso/audit',
      ...fill(job.env),
      ...fill(step.env),
      ...options.env,
    };
    const succeeded =
      step.run === undefined
        ? await options.action(fill(step.with))
        : await shell(step.run, join(clone, job.defaults.run['working-directory']), env, end);
    for (const [key, value] of Object.entries(readKeyValueFile(await readFile(file, 'utf8')))) {
      outputs[`steps.${step.id}.outputs.${key}`] = value;
    }
    if (!succeeded) end.failed ??= name;
    else if (!always) end.done.push(name);
    if (!succeeded || name === options.failAfter) broken = true;
  }
  end.succeeded = !broken;
  await rm(folder, { recursive: true });
  return end;
}

/** The conditions that this workflow has. @throws Error for any other */
function holds(condition: string | undefined, outputs: Readonly<Record<string, string>>): boolean {
  if (condition === undefined || condition === 'always()') return true;
  const [, path] = /^(steps\.decide\.outputs\.(?:old|new)) != ''$/.exec(condition) ?? [];
  if (path === undefined) throw new Error(`The harness has no condition ${condition}`);
  return (outputs[path] ?? '') !== '';
}

async function shell(script: string, folder: string, env: Record<string, string>, end: RotationEnd): Promise<boolean> {
  if (script.includes('${{')) throw new Error('An expression stands within `run:`: it would run what it says');
  const options = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
  const { code, text } = await run('bash', options, folder, env).catch((error: CommandError) => error);
  for (const line of text.split('\n')) {
    if (line.startsWith('::add-mask::')) end.masks.push(line.slice('::add-mask::'.length));
    else end.text += `${line}\n`;
  }
  return code === 0;
}

class CommandError extends Error {
  readonly code: number | null;
  readonly text: string;

  constructor(command: string, code: number | null, text: string) {
    super(`${command} ended with ${code}: ${text}`);
    this.code = code;
    this.text = text;
  }
}

/** @throws CommandError unless it ends with 0 */
export async function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<{ code: number; text: string }> {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  const [out, errors, code] = await Promise.all([child.stdout.toArray(), child.stderr.toArray(), ended]);
  const text = [...out, ...errors].join('');
  if (code !== 0) throw new CommandError(command, code, text);
  return { code, text };
}
