import { readChangelog } from './changelog.ts';

/** Files of the tree by their paths. */
export type Tree = Readonly<Record<string, string>>;

/** Where the version of package.json stands once more. */
export const versionedFiles: readonly string[] = [
  'package.json',
  ...['package-lock.json', 'src/base/version.ts', 'CHANGELOG.md'],
  ...['infra/package.json', 'infra/package-lock.json', 'infra-github/package.json', 'infra-github/package-lock.json'],
];

const constant = /(?<=version = ')[^']+(?=')/;

/**
 * What is not of one version.
 *
 * @param tag which is about to be released; undefined between releases, when the newest version of CHANGELOG.md is the
 *   one that package.json still has
 * @returns sentences; none when all agree
 */
export function disagreements(tree: Tree, tag?: string): string[] {
  const version = String(JSON.parse(tree['package.json'] ?? '').version);
  const [unreleased, newest] = readChangelog(tree['CHANGELOG.md'] ?? '');
  const copies = versionedFiles.flatMap((name) =>
    versionsIn(name, tree[name] ?? '').map((found) => [name, found] as const),
  );
  return [
    ...copies.filter(([, found]) => found !== version).map(([name, found]) => `${name} says ${found}`),
    ...(newest !== undefined && newest.version !== version ? [`CHANGELOG.md says ${newest.version}`] : []),
    ...(tag === undefined || tag === `v${version}` ? [] : [`the tag says ${tag}`]),
    ...(tag !== undefined && newest === undefined ? ['CHANGELOG.md has no version'] : []),
    ...(tag !== undefined && newest?.body === '' ? [`CHANGELOG.md says nothing of ${newest.version}`] : []),
    ...(tag !== undefined && unreleased?.body !== '' ? ['CHANGELOG.md has something unreleased'] : []),
  ].map((found) => `package.json says ${version}, but ${found}`);
}

function versionsIn(name: string, text: string): string[] {
  if (name.endsWith('.ts')) return [constant.exec(text)?.[0] ?? 'nothing'];
  if (!name.endsWith('.json')) return [];
  const { version, packages } = JSON.parse(text);
  return packages === undefined ? [version] : [version, packages[''].version];
}

/** @returns a file with another version */
export function withVersion(name: string, text: string, version: string): string {
  if (name.endsWith('.ts')) return text.replace(constant, version);
  if (!name.endsWith('.json')) return text;
  const content = JSON.parse(text);
  content.version = version;
  if (content.packages !== undefined) content.packages[''].version = version;
  return `${JSON.stringify(content, undefined, 2)}\n`;
}
