import { spawn } from 'node:child_process';
import { type Client, type Credential, clients, credentials, versionOf } from './clients.ts';
import { isInside, runInside } from './namespace.ts';
import { type ClientsTenant, startTenant } from './tenant.ts';
import { folderOf, isInstalled } from './toolchains.ts';

/**
 * `npm run test:clients`, or `npm run test:clients -- msal hamilton`: unmodified clients from the registries sign in to
 * the emulator in three ways and list all users, under the addresses of Microsoft's public cloud. Ends with 1 when one
 * fails; with `--required`, as in CI, also where one is not installed or no network namespace can be made.
 */
const words = process.argv.slice(2);
const required = words.includes('--required');
const wanted = words.filter((word) => !word.startsWith('--')).map((word) => word.toLowerCase());
const notRun = required ? 1 : 0;
/** A client that takes longer than this has failed; the Azure CLI takes some seconds. */
const patienceMs = 180_000;

process.exitCode = isInside() ? await main() : await enter();

async function enter(): Promise<number> {
  const result = await runInside();
  if (typeof result === 'number') return result;
  console.log(`Not run: no network namespace could be made: ${result}`);
  return notRun;
}

async function main(): Promise<number> {
  const chosen = clients.filter(({ name }) => isWanted(name));
  if (chosen.length === 0) throw new Error(`no such client; there are ${clients.map(({ name }) => name).join(', ')}`);
  const installed: Client[] = [];
  const missing: string[] = [];
  for (const client of chosen) {
    if (await isInstalled(client.toolchain)) installed.push(client);
    else missing.push(client.name);
  }
  await using tenant = await startTenant();
  const failures: string[] = [];
  console.log(row('client', 'version', ...credentials));
  for (const client of installed) {
    const results: string[] = [];
    for (const credential of credentials) {
      const problem = await tryClient(client, credential, tenant);
      results.push(problem === undefined ? 'ok' : 'FAILED');
      if (problem !== undefined) failures.push(`${client.name}, ${credential}: ${problem}`);
    }
    console.log(row(client.name, await versionOf(client), ...results));
  }
  for (const failure of failures) console.log(`\nFAILED: ${failure}`);
  if (missing.length > 0) console.log(`\nNot installed: ${missing.join(', ')} (npm run clients:install)`);
  if (failures.length > 0) return 1;
  return missing.length > 0 ? notRun : 0;
}

function isWanted(name: string): boolean {
  return wanted.length === 0 || wanted.some((word) => name.toLowerCase().includes(word));
}

function row(...cells: string[]): string {
  return cells
    .map((cell, index) => cell.padEnd(index === 0 ? 31 : 13))
    .join('')
    .trimEnd();
}

/** @returns what went wrong, in the client's words; undefined when it listed every user once */
async function tryClient(client: Client, credential: Credential, tenant: ClientsTenant): Promise<string | undefined> {
  const surroundings = await tenant.surroundings(credential);
  const env = {
    ...surroundings,
    PACKAGES: folderOf(client.toolchain),
    PATH: `${folderOf(client.toolchain)}/bin:${surroundings.PATH}`,
  };
  const { code, stdout, stderr } = await run(client.command, env);
  if (code !== 0) return `exit ${code}\n${lastLines(stderr + stdout)}`;
  const listed = stdout.split('\n').filter((line) => line !== '');
  const there = Array.from(tenant.emulator.directory.users(), ({ id }) => id);
  const unknown = new Set(listed).difference(new Set(there)).size;
  const absent = new Set(there).difference(new Set(listed)).size;
  if (unknown === 0 && absent === 0 && listed.length === there.length) return undefined;
  return `listed ${listed.length} of ${there.length} users, ${absent} absent, ${unknown} unknown\n${lastLines(stderr)}`;
}

async function run(
  [program = '', ...args]: readonly string[],
  env: Record<string, string>,
): Promise<{ code: number | string; stdout: string; stderr: string }> {
  const child = spawn(program, args, { env, cwd: env.HOME, stdio: ['ignore', 'pipe', 'pipe'], timeout: patienceMs });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  const { promise, resolve, reject } = Promise.withResolvers<number | string>();
  child.on('error', reject);
  child.on('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  return { code: await promise, ...output };
}

/** The end of what a client said, without the frames of Java's stack traces. */
function lastLines(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^\s+(at |\.\.\. \d)/.test(line));
  return lines
    .slice(-5)
    .map((line) => `  ${line.slice(0, 600)}`)
    .join('\n');
}
