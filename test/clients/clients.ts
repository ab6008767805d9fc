import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folderOf, sourceOf, type Toolchain, toolchains } from './toolchains.ts';

/** How a client proves itself. */
export const credentials = ['secret', 'certificate', 'federated'] as const;
export type Credential = (typeof credentials)[number];

/** A client from a registry, unmodified. Every one of them can sign in in all three ways. */
export interface Client {
  name: string;
  toolchain: Toolchain;
  /** The file that pins its version, and what it is called there. */
  pinned: { file: string; as: string };
  /** Prints the ids of all users, one a line; its surroundings are those of `tenant.ts`. */
  command: string[];
}

export const clients: readonly Client[] = [
  script('MSAL Python', 'msal', 'msal_users.py'),
  script('Graph SDK for Python', 'msgraph-sdk', 'graph_sdk_users.py'),
  script('roadtx', 'roadtx', 'roadtx_users.py'),
  program('MSAL Go', 'github.com/AzureAD/microsoft-authentication-library-for-go', 'msal'),
  program('azidentity for Go', 'github.com/Azure/azure-sdk-for-go/sdk/azidentity', 'azidentity'),
  program('hamilton', 'github.com/manicminer/hamilton', 'hamilton'),
  {
    name: 'MSAL4J',
    toolchain: toolchain('java'),
    pinned: { file: 'pom.xml', as: 'msal4j' },
    command: ['sh', join(sourceOf(toolchain('java')), 'list-users.sh')],
  },
  {
    name: '@azure/identity, Graph client',
    toolchain: toolchain('node'),
    pinned: { file: 'package.json', as: '@azure/identity' },
    command: [process.execPath, join(sourceOf(toolchain('node')), 'list-users.js')],
  },
  {
    name: 'CLI for Microsoft 365',
    toolchain: toolchain('node'),
    pinned: { file: 'package.json', as: '@pnp/cli-microsoft365' },
    command: ['sh', join(sourceOf(toolchain('node')), 'm365-users.sh')],
  },
  {
    name: 'Azure CLI',
    toolchain: toolchain('azure-cli'),
    pinned: { file: 'requirements.txt', as: 'azure-cli' },
    command: ['sh', join(sourceOf(toolchain('azure-cli')), 'list-users.sh')],
  },
];

/** @throws Error when the file does not pin it */
export async function versionOf({ name, toolchain, pinned: { file, as } }: Client): Promise<string> {
  const text = await readFile(join(sourceOf(toolchain), file), 'utf8');
  const [, rest = ''] = text.split(new RegExp(`(?:^|["> \\t])${as}(?=[="< ])`, 'm'));
  const version = /^\D{1,40}?(\d[\w.]*)/.exec(rest)?.[1];
  if (version === undefined) throw new Error(`${file} pins no version of ${as} for ${name}`);
  return version;
}

function script(name: string, as: string, file: string): Client {
  const python = toolchain('python');
  return {
    name,
    toolchain: python,
    pinned: { file: 'requirements.txt', as },
    command: [join(folderOf(python), 'bin/python'), join(sourceOf(python), file)],
  };
}

function program(name: string, as: string, binary: string): Client {
  const go = toolchain('go');
  return { name, toolchain: go, pinned: { file: 'go.mod', as }, command: [join(folderOf(go), binary)] };
}

function toolchain(wanted: Toolchain['name']): Toolchain {
  const found = toolchains.find(({ name }) => name === wanted);
  if (found === undefined) throw new Error(`no toolchain ${wanted}`);
  return found;
}
