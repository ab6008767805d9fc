import { spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import {
  digestOf,
  folderOf,
  isInstalled,
  type Step,
  sourceOf,
  stampOf,
  type Toolchain,
  toolchains,
} from './toolchains.ts';

/**
 * `npm run clients:install`, or `npm run clients:install -- go java`: brings the clients of `npm run test:clients` from
 * their registries into build/clients. What is there already stays. Ends with 1 where one could not be installed.
 */
const wanted = process.argv.slice(2);
const strange = wanted.find((word) => !toolchains.some(({ name }) => name === word));
if (strange !== undefined)
  throw new Error(`no "${strange}"; there are ${toolchains.map(({ name }) => name).join(', ')}`);

for (const toolchain of toolchains) {
  if (wanted.length > 0 && !wanted.includes(toolchain.name)) continue;
  try {
    console.log(`${toolchain.name}: ${(await isInstalled(toolchain)) ? 'there already' : await install(toolchain)}`);
  } catch (error) {
    console.error(`${toolchain.name}: FAILED: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}

async function install(toolchain: Toolchain): Promise<string> {
  const folder = folderOf(toolchain);
  for (const program of toolchain.needs) await run({ program: 'sh', args: ['-c', `command -v ${program} >/dev/null`] });
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const step of toolchain.steps(sourceOf(toolchain), folder)) await run(step);
  await writeFile(stampOf(toolchain), await digestOf(toolchain));
  return 'installed';
}

/** @throws Error when it does not end with 0 */
async function run({ program, args, env = {} }: Step): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
  child.on('error', reject);
  child.on('exit', resolve);
  const code = await promise;
  if (code !== 0) throw new Error(`${program} ${args.join(' ')}: exit ${code}`);
}
