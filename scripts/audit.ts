import { spawn } from 'node:child_process';
import { mkdir, mkdtempDisposable, readFile, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { type ActionManifest, inputEnvironment, readActionManifest } from '../test/harness/action-manifest.ts';
import { readKeyValueFile } from '../test/harness/file-commands.ts';
import { readLines } from '../test/harness/line-reader.ts';
import { type AuditCommand, readAuditCommand, readFlags, refuseTaken, UsageError } from './audit/flags.ts';
import { readSecrets } from './audit/secrets.ts';
import { summaryText } from './audit/summary-text.ts';
import { createTerminalLog } from './audit/terminal-log.ts';
import { defaultsHere, usage } from './audit/usage.ts';
import { wrap } from './audit/wrap.ts';
import { openFile } from './open-file.ts';

/**
 * Audits a tenant from this machine, by the committed dist, run as a runner runs it: `npm run audit -- --help`.
 * The exit code is that of the audit, 2 for a command line that cannot be obeyed, and 141 when nobody reads the output.
 */
const actionYml = join(import.meta.dirname, '..', 'action.yml');
/** npm starts scripts in the folder of package.json; people mean the one they are in. */
const here = process.env.INIT_CWD ?? process.cwd();
/** What a shell tells of a program that writes into a pipe that nobody reads (128 and SIGPIPE). */
const cutOff = 141;
const width = Math.min(process.stdout.columns || 100, 120);

/** Whoever reads the output may end before the audit, as in `npm run audit -- ... | head`. */
const unread = new AbortController();
process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  if (code !== 'EPIPE' && !unread.signal.aborted) console.error(`The output cannot be written: ${message}`);
  unread.abort();
  process.exitCode ??= code === 'EPIPE' ? cutOff : 1;
});

const exitCode = await main(process.argv.slice(2));
process.exitCode ??= exitCode;

async function main(args: readonly string[]): Promise<number> {
  try {
    const flags = await readFlags(actionYml);
    refuseTaken(process.env, flags);
    const command = readAuditCommand(args, flags);
    if (command === 'help') {
      console.log(usage(flags, width));
      return 0;
    }
    return await audit(command, await readSecrets(command, here));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message.replace(/[^.?]$/, '$&.')}\nTry: npm run audit -- --help`);
    return 2;
  }
}

async function audit({ values, open }: AuditCommand, secrets: ReadonlyMap<string, string>): Promise<number> {
  const manifest = await readActionManifest(actionYml);
  const given = values.get('output-directory');
  const folder = given === undefined ? await freshFolder() : resolve(here, given);
  await using job = await mkdtempDisposable(join(tmpdir(), 'audit-'));
  const file = (name: string) => join(job.path, name);
  await Promise.all(['output', 'state', 'summary'].map((name) => writeFile(file(name), '')));
  const env = {
    ...withoutWorkflow(process.env),
    ...inputEnvironment(
      manifest,
      { ...defaultsHere, ...Object.fromEntries(values), ...Object.fromEntries(secrets), 'output-directory': folder },
      '',
    ),
    GITHUB_WORKSPACE: here,
    GITHUB_OUTPUT: file('output'),
    GITHUB_STATE: file('state'),
    GITHUB_STEP_SUMMARY: file('summary'),
    RUNNER_TEMP: job.path,
  };
  const log = createTerminalLog((text) => process.stdout.write(text), process.env.RUNNER_DEBUG === '1');
  const exitCode = await runScript(manifest.main, env, log.receive, unread.signal);
  for (const sentence of log.otherwise) console.log(`\n${wrap(sentence, width)}`);
  await clearUp(manifest, env, log.receive);
  const outputs = readKeyValueFile(await readFile(file('output'), 'utf8'));
  const summary = await readFile(file('summary'), 'utf8');
  if (summary !== '') console.log(`\n${summaryText(summary, width)}`);
  tellFiles(outputs, await isKept(folder, given !== undefined));
  if (open && outputs['report-file'] && !unread.signal.aborted) openFile(outputs['report-file']);
  return exitCode;
}

/**
 * `audit-TIME` in the folder one is in, or with the next number that is free: nothing is written over. Names sort as the
 * audits followed one another, in whatever order a shell has for signs: only digits differ, and UTC has no hour twice.
 */
async function freshFolder(): Promise<string> {
  const minute = `${new Date().toISOString().slice(0, 16).replace(':', '')}Z`;
  for (let number = 1; ; number += 1) {
    const path = join(here, `audit-${minute}${number === 1 ? '' : String(number).padStart(2, '0')}`);
    try {
      await mkdir(path, { mode: 0o700 });
      return path;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST') continue;
      throw new UsageError(`No folder for the files can be made in ${here} (${code}): name one by --output-directory`);
    }
  }
}

/** Nothing of a workflow that this may run in: the audit would take it for its own. */
function withoutWorkflow(env: NodeJS.ProcessEnv): Record<string, string> {
  const own = Object.entries(env).filter(
    ([name, value]) =>
      value !== undefined && (name === 'RUNNER_DEBUG' || !/^(?:INPUT|GITHUB|ACTIONS|RUNNER|STATE)_/.test(name)),
  );
  return Object.fromEntries(own) as Record<string, string>;
}

/** @param stop ends it as SIGTERM does @returns its exit code, as a shell gives it */
async function runScript(
  script: string,
  env: Record<string, string>,
  receive: (line: string) => void,
  stop?: AbortSignal,
): Promise<number> {
  const child = spawn(process.execPath, [script], { cwd: here, env, stdio: ['ignore', 'pipe', 'pipe'] });
  // Ctrl+C reaches both: the audit clears up, and this waits for it. The others come to this one alone.
  const ignore = () => {};
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  const end = () => child.kill();
  stop?.addEventListener('abort', end);
  process.on('SIGINT', ignore).on('SIGTERM', pass).on('SIGHUP', pass);
  try {
    const ended = new Promise<number>((done, fail) => {
      child.once('error', fail).once('close', (code, signal) => done(code ?? (signal === 'SIGINT' ? 130 : 137)));
    });
    await Promise.all([readLines(child.stdout, receive), readLines(child.stderr, receive)]);
    return await ended;
  } finally {
    process.off('SIGINT', ignore).off('SIGTERM', pass).off('SIGHUP', pass);
  }
}

/** What the runner does when a job ends: removes what a killed audit has left. */
async function clearUp(
  { post }: ActionManifest,
  env: Record<string, string>,
  receive: (line: string) => void,
): Promise<void> {
  const state = Object.entries(readKeyValueFile(await readFile(env.GITHUB_STATE ?? '', 'utf8')));
  if (post === undefined || state.length === 0) return;
  await runScript(
    post,
    { ...env, ...Object.fromEntries(state.map(([name, value]) => [`STATE_${name}`, value])) },
    receive,
  );
}

/** An audit that came to nothing leaves no empty folder behind. @returns the folder, where there is still one */
async function isKept(folder: string, isGiven: boolean): Promise<string | undefined> {
  if (isGiven) return folder;
  return await rmdir(folder).then(
    () => undefined,
    () => folder,
  );
}

function tellFiles(outputs: Readonly<Record<string, string>>, folder: string | undefined): void {
  if (folder === undefined) return;
  const short = (path: string) => relative(here, path) || '.';
  console.log(`\nThe files are in ${short(folder)}, which nobody else can read; they hold personal data.`);
  if (outputs['report-file']) console.log(`The report: ${short(outputs['report-file'])}`);
  const list = outputs['users-file'];
  if (list) console.log(`To see next time what changed: --baseline ${short(list)}`);
}
