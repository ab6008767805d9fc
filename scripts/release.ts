import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { checkDist } from './check-dist.ts';
import { writeAssets } from './release/assets.ts';
import { pin, prepare, readChangelog } from './release/changelog.ts';
import { git, strayings } from './release/git.ts';
import { repositoryOf } from './release/references.ts';
import { disagreements, type Tree, versionedFiles, withVersion } from './release/versions.ts';

/** What a release takes, step by step: docs/releasing.md. */
const usage = `npm run release -- prepare <version>   gives what is unreleased a version
npm run release -- check <tag>         whether the tag may be released
npm run release -- assets <folder>     writes what a release consists of
npm run release -- pin                 tells the commit of the newest version, once its tag is there`;

const root = join(import.meta.dirname, '..');
const steps: Readonly<Record<string, (argument: string) => Promise<void>>> = {
  prepare: prepareVersion,
  check: checkTag,
  assets: async (folder) => {
    await checkDist();
    await writeAssets(resolve(folder || 'release'));
  },
  pin: pinVersion,
};

const [step = '', argument = ''] = process.argv.slice(2);
try {
  const take = steps[step];
  if (take === undefined) throw new Error(`"${step}" is no step. They are:\n${usage}`);
  await take(argument);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

async function prepareVersion(version: string): Promise<void> {
  const tree = await readTree();
  await write('CHANGELOG.md', prepare(tree['CHANGELOG.md'] ?? '', version, new Date().toISOString().slice(0, 10)));
  for (const name of versionedFiles.filter((name) => name !== 'CHANGELOG.md'))
    await write(name, withVersion(name, tree[name] ?? '', version));
  console.log('Now: npm run docs && npm run build && npm run check, and a pull request.');
}

/** RELEASE_MAIN names the branch where it is not origin's: in a rehearsal. */
async function checkTag(tag: string): Promise<void> {
  const problems = [
    ...disagreements(await readTree(), tag),
    ...strayings(tag, process.env.RELEASE_MAIN ?? 'origin/main'),
  ];
  if (problems.length > 0) throw new Error(`${tag} cannot be released:\n  ${problems.join('\n  ')}`);
  console.log(`${tag} can be released.`);
}

async function pinVersion(): Promise<void> {
  const { 'CHANGELOG.md': text = '', 'package.json': manifest = '' } = await readTree();
  const [, newest] = readChangelog(text);
  const commit = git('rev-list', '-n', '1', `refs/tags/v${newest?.version}`);
  await write('CHANGELOG.md', pin(text, repositoryOf(JSON.parse(manifest)), commit));
  console.log('Now: npm run docs, and a pull request.');
}

async function readTree(): Promise<Tree> {
  const entries = versionedFiles.map(async (name) => [name, await readFile(join(root, name), 'utf8')] as const);
  return Object.fromEntries(await Promise.all(entries));
}

function write(name: string, text: string): Promise<void> {
  return writeFile(join(root, name), text);
}
