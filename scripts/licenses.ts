import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A module of webpack's statistics; those that were joined into one stand inside of it. */
export interface BundledModule {
  /** Path from the root, perhaps behind a loader and before a query. */
  name?: string;
  modules?: BundledModule[];
}

/** @returns the folders of all packages of which a module is in the bundle, as paths from the root, sorted */
export function bundledPackages(modules: readonly BundledModule[]): string[] {
  const folders = new Set<string>();
  const look = ({ name = '', modules: inside = [] }: BundledModule) => {
    const folder = folderOf(name.split('!').at(-1) ?? '');
    if (folder !== undefined) folders.add(folder);
    for (const module of inside) look(module);
  };
  for (const module of modules) look(module);
  return [...folders].sort();
}

/** A package within a package is one of its own. */
function folderOf(path: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/@][^/]*(?=\/)/.exec(
    path.replaceAll('\\', '/').replace(/^(?:\.\.?\/)+/, ''),
  )?.[0];
}

/** The notices of packages. @throws Error naming those of which no licence is known */
export async function licenseNotices(root: string, folders: readonly string[]): Promise<string> {
  const notices = await Promise.all(folders.map((folder) => noticeOf(join(root, folder))));
  const missing = notices.filter(({ license, text }) => !license && text === '');
  if (missing.length > 0) throw new Error(`no licence is known of ${missing.map(({ name }) => name).join(', ')}`);
  const unique = new Set(
    notices
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, license, text, from }) => `${name}\n${license ?? 'No licence is named'}\n${text || from}`),
  );
  return [...unique].join('\n');
}

interface Notice {
  /** With its version: of one package there may be several. */
  name: string;
  /** As its package.json names it. */
  license: string | undefined;
  /** Of its files; '' without any. */
  text: string;
  /** Whose it is, for want of a text. */
  from: string;
}

const noticeFile = /^(?:licen[cs]e|copying|notice|third-?party-?notices?)(?:[.-].*)?$/i;

async function noticeOf(folder: string): Promise<Notice> {
  const description = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const { name, version, license, licenses, author, repository } = description;
  const files = (await readdir(folder)).filter((file) => noticeFile.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const named = [license, ...(licenses ?? [])].map((one) => one?.type ?? one).filter((one) => typeof one === 'string');
  return {
    name: `${name} ${version}`,
    license: named.join(' OR ') || undefined,
    from: `The package holds no text of its licence. Author: ${author?.name ?? author ?? 'not named'}. Source: ${repository?.url ?? repository ?? 'not named'}\n`,
    text: texts.map((text) => `${text.replaceAll('\r\n', '\n').trim()}\n`).join('\n'),
  };
}
