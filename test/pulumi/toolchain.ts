import { access, constants, cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { basename, delimiter, join } from 'node:path';

const infra = join(import.meta.dirname, '../../infra');

/** What an end-to-end test needs on PATH: the engine, its language host, and the providers of infra/package.json. */
const needed = ['pulumi', 'pulumi-language-nodejs', 'pulumi-resource-azuread', 'pulumi-resource-tls'];

/** The programs that are not on PATH; empty when Pulumi can be run. */
export async function missingPrograms(programs: readonly string[] = needed): Promise<string[]> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const found = await Promise.all(programs.map((program) => isIn(folders, program)));
  return programs.filter((_, index) => !found[index]);
}

/**
 * Puts providers of PATH where installed ones are: for a package, the engine looks for those of its package.json there
 * alone, and would download them.
 */
export async function installProviders(home: string, providers: Readonly<Record<string, string>>): Promise<void> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  for (const [name, version] of Object.entries(providers)) {
    const program = `pulumi-resource-${name}`;
    const places = await Promise.all(folders.map((folder) => isIn([folder], program)));
    const folder = join(home, 'plugins', `resource-${name}-v${version}`);
    await mkdir(folder, { recursive: true });
    await symlink(join(folders[places.indexOf(true)] ?? '', program), join(folder, program));
  }
}

/**
 * Lets `pulumi install` bring without the network what infra/ needs: the providers of PATH, and by an `npm` of its own the
 * packages that are installed.
 *
 * @param home PULUMI_HOME
 * @param programs a folder that is to be first on PATH
 */
export async function installWithoutNetwork(home: string, programs: string): Promise<void> {
  const { dependencies } = JSON.parse(await readFile(join(infra, 'package.json'), 'utf8'));
  await installProviders(home, { azuread: dependencies['@pulumi/azuread'], tls: dependencies['@pulumi/tls'] });
  const npm = `#!/bin/sh\n[ "$1" = install ] && ln -s '${join(infra, 'node_modules')}' node_modules\n`;
  await writeFile(join(programs, 'npm'), npm, { mode: 0o755 });
}

/** Copies infra/ as it is committed. */
export async function copyProgram(folder: string): Promise<void> {
  const isCommitted = (path: string) => !/^(node_modules|Pulumi\.e2e-.*\.yaml)$/.test(basename(path));
  await cp(infra, folder, { recursive: true, filter: isCommitted });
}

async function isIn(folders: readonly string[], program: string): Promise<boolean> {
  const names = process.platform === 'win32' ? [`${program}.exe`, `${program}.cmd`] : [program];
  const paths = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  const tries = await Promise.allSettled(paths.map((path) => access(path, constants.X_OK)));
  return tries.some(({ status }) => status === 'fulfilled');
}
