import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { checkDist } from './check-dist.ts';
import { checkDocs } from './check-docs.ts';
import { checkRooms } from './check-rooms.ts';
import { installInfraPackages } from './infra-packages.ts';
import { disagreements, versionedFiles } from './release/versions.ts';
import { run } from './run.ts';

/** Everything that must hold besides the tests: `npm run check`. All checks run; the first failure decides. */
const root = join(import.meta.dirname, '..');

/** Packages of their own beside the Action. */
const packages = ['infra', 'infra-github'];

type Check = [name: string, check: () => Promise<void>];

/** The longest first: what comes last runs alone. */
const checks: Check[] = [
  ['dist', checkDist],
  ['types', () => run('tsc', ['--noEmit', '--project', '.'])],
  // What runs in a browser knows a document, and nothing else may.
  ['types of the page', () => run('tsc', ['--noEmit', '--project', 'src/report/page'])],
  ['types of its tests', () => run('tsc', ['--noEmit', '--project', 'test/browser'])],
  ['format and lint', () => run('biome', ['check', '--error-on-warnings', '.'])],
  ['types of infra', () => checkProgram(['--project', 'infra', '--noCheck', 'false'])],
  ['types of infra-github', () => checkProgram(['--project', 'infra-github', '--noCheck', 'false'])],
  ['types of the tests of infra and src', () => checkProgram(['--noEmit', '--project', 'test/infra'])],
  ['workflows', () => run('node', ['scripts/actionlint.js'])],
  ['generated documentation', () => run('node', ['scripts/docs.ts', '--check'])],
  ['links and commands of the documentation', checkPages],
  ['rooms', checkHouse],
  ['version', checkVersion],
];

// They are downloaded while others are checked.
const installed = attempt(['packages of infra', installInfraPackages]);
await Promise.all([installed, ...Array.from({ length: availableParallelism() }, takeInTurn)]);

async function checkProgram(args: readonly string[]): Promise<void> {
  await installed;
  await run('tsc', args);
}

async function takeInTurn(): Promise<void> {
  for (let check = checks.shift(); check; check = checks.shift()) await attempt(check);
}

async function attempt([name, check]: Check): Promise<void> {
  try {
    await check();
    console.log(`ok: ${name}`);
  } catch (error) {
    console.error(`FAILED: ${name}: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}

async function checkHouse(): Promise<void> {
  const files = new Map<string, string>();
  for (const folder of ['src', 'test', 'emulator', ...packages]) {
    for (const path of await sources(folder)) files.set(path, await readFile(join(root, path), 'utf8'));
  }
  const { problems, imports, cycles } = checkRooms(files, new Map(await Promise.all(packages.map(dependenciesOf))));
  console.log(`rooms: ${files.size} files, ${imports} imports, ${cycles} cycles`);
  if (problems.length > 0) throw new Error(problems.join('\n  '));
}

async function checkPages(): Promise<void> {
  const { stdout } = await promisify(execFile)(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '-z'],
    { cwd: root },
  );
  const files = stdout.split('\0').filter((path) => path !== '');
  const pages = files.filter((path) => path.endsWith('.md'));
  const texts = pages.map(async (path) => [path, await readFile(join(root, path), 'utf8')] as const);
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const problems = checkDocs(new Map(await Promise.all(texts)), {
    paths: new Set(files.flatMap((path) => [path, ...foldersOf(path)])),
    scripts: new Set(Object.keys(scripts)),
  });
  if (problems.length > 0) throw new Error(problems.join('\n  '));
}

function foldersOf(path: string): string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}

/** @returns the folder of a package and the names of what it depends on */
async function dependenciesOf(folder: string): Promise<[string, string[]]> {
  const { dependencies } = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
  return [folder, Object.keys(dependencies)];
}

/** @returns paths in the repository, with forward slashes */
async function sources(folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter(({ name }) => /\.m?[jt]s$/.test(name))
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)).replaceAll('\\', '/'))
    .filter((path) => !path.includes('node_modules/'));
}

/** That there is one, in whatever names it. */
async function checkVersion(): Promise<void> {
  const entries = versionedFiles.map(async (name) => [name, await readFile(join(root, name), 'utf8')] as const);
  const problems = disagreements(Object.fromEntries(await Promise.all(entries)));
  if (problems.length > 0) throw new Error(problems.join('\n  '));
}
