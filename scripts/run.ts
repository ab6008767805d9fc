import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/**
 * Runs a program of node_modules/.bin in the root of the repository, or in another folder of it, and shows what it prints.
 *
 * @throws Error when it does not end with 0
 */
export async function run(
  program: string,
  args: readonly string[],
  { cwd = root }: { cwd?: string } = {},
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  const child = spawn(join(root, 'node_modules/.bin', program), args, {
    cwd,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  child.on('error', reject);
  child.on('exit', resolve);
  const code = await promise;
  if (code !== 0) throw new Error(`${program} ${args.join(' ')}: exit ${code}`);
}
