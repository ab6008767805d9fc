import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { installInfraPackages } from './infra-packages.ts';
import { run } from './run.ts';

/** Everything that must hold besides the tests: `npm run check`. All checks run; the first failure decides. */
const root = join(import.meta.dirname, '..');

const checks: [string, () => Promise<void>][] = [
  ['packages of infra', installInfraPackages],
  ['types', () => run('tsc', ['--noEmit', '--project', '.'])],
  ['types of infra', () => run('tsc', ['--project', 'infra', '--noCheck', 'false'])],
  ['types of infra-github', () => run('tsc', ['--project', 'infra-github', '--noCheck', 'false'])],
  ['types of the tests of infra and src', () => run('tsc', ['--noEmit', '--project', 'test/infra'])],
  // What runs in a browser knows a document, and nothing else may.
  ['types of the page', () => run('tsc', ['--noEmit', '--project', 'src/report/page'])],
  ['types of its tests', () => run('tsc', ['--noEmit', '--project', 'test/browser'])],
  ['format and lint', () => run('biome', ['check', '--error-on-warnings', '.'])],
  ['generated documentation', () => run('node', ['scripts/docs.ts', '--check'])],
  ['rooms', checkRooms],
  ['version', checkVersion],
  ['workflows', () => run('node', ['scripts/actionlint.js'])],
  ['dist', checkDist],
];

for (const [name, check] of checks) {
  try {
    await check();
    console.log(`ok: ${name}`);
  } catch (error) {
    console.error(`FAILED: ${name}: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}

async function checkRooms(): Promise<void> {
  const wrong: string[] = [];
  for (const path of await sources('emulator')) {
    const text = await readFile(path, 'utf8');
    if (/from '[^']*\/(src|test)\//.test(text)) wrong.push(`${relative(root, path)} uses src/ or test/`);
  }
  for (const folder of ['infra', 'infra-github']) {
    for (const path of [...(await programFiles(folder)), ...(await programFiles(join(folder, 'test')))]) {
      const outside = await namesOutside(join(root, path), join(root, folder));
      wrong.push(...outside.map((name) => `${path} uses ${name}, which is outside of its package`));
    }
  }
  if (wrong.length > 0) throw new Error(wrong.join('; '));
}

/** @returns the files right in a folder, without those of its folders, relative to the root */
async function programFiles(folder: string): Promise<string[]> {
  const names = await readdir(join(root, folder));
  return names.filter((name) => /\.m?ts$/.test(name)).map((name) => join(folder, name));
}

/** @returns what a file of a package imports or opens that is neither in the package nor among its dependencies */
async function namesOutside(path: string, packageFolder: string): Promise<string[]> {
  const text = await readFile(path, 'utf8');
  const { dependencies } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
  const imported = [...text.matchAll(/(?:from|import|import\() ?'([^'.][^']*)'/g)].map(([, name = '']) => name);
  const paths = [...text.matchAll(/['`](\.\.?\/[^'`]*)['`]/g)].map(([, name = '']) => name);
  return [
    ...imported.filter((name) => !name.startsWith('node:') && !(name in dependencies)),
    ...paths.filter((name) => relative(packageFolder, join(dirname(path), name)).startsWith('..')),
  ];
}

async function sources(folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries.filter(({ name }) => name.endsWith('.ts')).map(({ parentPath, name }) => join(parentPath, name));
}

async function checkVersion(): Promise<void> {
  const { version } = await import('../src/base/version.ts');
  const { version: published } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  if (version !== published) throw new Error(`src/base/version.ts says ${version}, package.json ${published}`);
}

/** Bundles into a folder of its own and compares byte by byte, new and missing files too. */
async function checkDist(): Promise<void> {
  const fresh = await mkdtemp(join(tmpdir(), 'dist-'));
  try {
    await run('node', ['scripts/build.ts', fresh]);
    const names = new Set([...(await readdir(fresh)), ...(await readdir(join(root, 'dist')))]);
    const stale = [];
    for (const name of names) {
      const [a, b] = await Promise.all([join(fresh, name), join(root, 'dist', name)].map((path) => digest(path)));
      if (a !== b) stale.push(name);
    }
    if (stale.length > 0) throw new Error(`run "npm run build" and commit dist/ (stale: ${stale.join(', ')})`);
  } finally {
    await rm(fresh, { recursive: true });
  }
}

async function digest(path: string): Promise<string> {
  return (await readFile(path).catch(() => Buffer.alloc(0))).toString('latin1');
}
