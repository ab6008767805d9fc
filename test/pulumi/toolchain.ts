import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** What an end-to-end test needs on PATH: the engine, its language host, and the providers of infra/package.json. */
const needed = ['pulumi', 'pulumi-language-nodejs', 'pulumi-resource-azuread', 'pulumi-resource-tls'];

/** The programs that are not on PATH; empty when Pulumi can be run. */
export async function missingPrograms(programs: readonly string[] = needed): Promise<string[]> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const found = await Promise.all(programs.map((program) => isIn(folders, program)));
  return programs.filter((_, index) => !found[index]);
}

async function isIn(folders: readonly string[], program: string): Promise<boolean> {
  const names = process.platform === 'win32' ? [`${program}.exe`, `${program}.cmd`] : [program];
  const paths = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  const tries = await Promise.allSettled(paths.map((path) => access(path, constants.X_OK)));
  return tries.some(({ status }) => status === 'fulfilled');
}
