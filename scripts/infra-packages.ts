import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Installs the packages of the Pulumi programs unless they are there as the lockfiles want them. Each program is a
 * package of its own, because Pulumi looks for plugins in the node_modules of the program's folder, and loads all that
 * it finds; so `npm ci` in the root does not bring them.
 *
 * @throws Error when npm does not end with 0
 */
export async function installInfraPackages(): Promise<void> {
  for (const name of ['infra', 'infra-github']) await installPackages(join(import.meta.dirname, '..', name));
}

/**
 * Installs what the lockfile of a package of its own wants, unless it is there.
 *
 * @throws Error when npm does not end with 0
 */
export async function installPackages(folder: string): Promise<void> {
  if (await isInstalled(folder)) return;
  const npm = process.env.npm_execpath;
  const [program, args] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  const child = spawn(program, [...args, 'ci', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel', 'error'], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  child.on('error', reject);
  child.on('exit', resolve);
  const code = await promise;
  if (code !== 0) throw new Error(`npm ci in ${folder}: exit ${code}`);
}

/** npm writes what it installed beside the packages; ids and versions tell whether that is what the lockfile says. */
async function isInstalled(folder: string): Promise<boolean> {
  const [wanted, there] = await Promise.all(
    ['package-lock.json', 'node_modules/.package-lock.json'].map((name) => versions(join(folder, name))),
  );
  return there !== undefined && there === wanted;
}

async function versions(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { packages } = JSON.parse(text) as { packages: Record<string, { integrity?: string; optional?: boolean }> };
  const entries = Object.entries(packages).filter(([name, { optional }]) => name !== '' && !optional);
  return JSON.stringify(entries.map(([name, { integrity }]) => [name, integrity]).sort());
}
