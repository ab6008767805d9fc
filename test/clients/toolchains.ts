import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What clients of one kind are installed with. */
export interface Toolchain {
  name: 'python' | 'azure-cli' | 'node' | 'go' | 'java';
  /** What it is made of, in the folder of its name beside this file. When one changes, it is to be installed anew. */
  inputs: readonly string[];
  /** The programs that must be there before. */
  needs: readonly string[];
  /** The commands that install it, in order, each begun in an empty folder. */
  steps(source: string, folder: string): Step[];
}

export interface Step {
  program: string;
  args: string[];
  env?: Record<string, string>;
}

const goFiles = ['go.mod', 'go.sum', 'users/users.go', 'msal/main.go', 'azidentity/main.go', 'hamilton/main.go'];
const copyDependencies = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';

export const toolchains: readonly Toolchain[] = [
  virtualEnvironment('python'),
  virtualEnvironment('azure-cli'),
  {
    name: 'node',
    inputs: ['package.json', 'package-lock.json'],
    needs: ['npm'],
    steps: (source, folder) => [
      { program: 'cp', args: [join(source, 'package.json'), join(source, 'package-lock.json'), folder] },
      { program: 'npm', args: ['ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--silent'] },
    ],
  },
  {
    name: 'go',
    inputs: goFiles,
    needs: ['go'],
    steps: (source, folder) => [
      // Without cgo, names are looked up in the hosts file alone.
      { program: 'go', args: ['build', '-C', source, '-o', `${folder}/`, './...'], env: { CGO_ENABLED: '0' } },
    ],
  },
  {
    name: 'java',
    inputs: ['pom.xml'],
    needs: ['mvn', 'javac'],
    steps: (source, folder) => [
      {
        program: 'mvn',
        args: ['-q', '-B', '-f', join(source, 'pom.xml'), copyDependencies, `-DoutputDirectory=${folder}`],
      },
    ],
  },
];

/** Where a toolchain is installed: outside of what git, the linter and the compiler see. */
export function folderOf({ name }: Toolchain): string {
  return join(import.meta.dirname, '../../build/clients', name);
}

/** Where its sources are. */
export function sourceOf({ name }: Toolchain): string {
  return join(import.meta.dirname, name);
}

/** Whether it is installed as its inputs say now. */
export async function isInstalled(toolchain: Toolchain): Promise<boolean> {
  const stamp = await readFile(stampOf(toolchain), 'utf8').catch(() => undefined);
  return stamp === (await digestOf(toolchain));
}

/** The file that is written last, with {@link digestOf}. */
export function stampOf(toolchain: Toolchain): string {
  return join(folderOf(toolchain), 'installed');
}

export async function digestOf(toolchain: Toolchain): Promise<string> {
  const hash = createHash('sha256');
  for (const name of toolchain.inputs) hash.update(await readFile(join(sourceOf(toolchain), name)));
  return hash.digest('hex');
}

function virtualEnvironment(name: 'python' | 'azure-cli'): Toolchain {
  return {
    name,
    inputs: ['requirements.txt'],
    needs: ['python3'],
    steps: (source, folder) => [
      { program: 'python3', args: ['-m', 'venv', folder] },
      {
        program: join(folder, 'bin/pip'),
        args: ['install', '-q', '--disable-pip-version-check', '-r', join(source, 'requirements.txt')],
      },
    ],
  };
}
