import { spawn } from 'node:child_process';
import { glob, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { batchesOf } from './test-batches.ts';

/**
 * Runs test files: `npm test` all of them, with patterns those that match. Several files share a process: to start one
 * and to load the same modules into it takes longer than most of our tests. A test file by itself runs as ever, with
 * `node --test`.
 */
const root = join(import.meta.dirname, '..');
const cache = join(root, 'node_modules/.cache');
/** A test file that ends the process must not take those behind it along unseen. */
const head = "let left = true;\nprocess.on('exit', () => { if (left) process.exitCode = 1; });\n";
const everything = ['test/**/*.test.ts', 'infra*/test/**/*.test.mts'];

const patterns = process.argv.length > 2 ? process.argv.slice(2) : everything;
const files: string[] = [];
for await (const path of glob(patterns, { cwd: root, exclude: (name) => name === 'node_modules' })) {
  files.push(path.replaceAll('\\', '/'));
}
if (files.length === 0) throw new Error(`No test file matches ${patterns.join(' ')}`);

// Made anew, and for this process alone: two runs at the same time must not read each other's.
const folder = join(cache, `tests-${process.pid}`);
try {
  process.exitCode = await runBatches(await writeBatches(folder));
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** @returns the modules that import the files of a batch, one after the other */
async function writeBatches(target: string): Promise<string[]> {
  await mkdir(target, { recursive: true });
  return await Promise.all(
    batchesOf(files).map(async (batch, index) => {
      // node --test goes by the names: batches begin in this order.
      const path = join(target, `${String(index).padStart(3, '0')}.js`);
      const lines = batch.map((file) => `await import(${JSON.stringify(pathToFileURL(join(root, file)).href)});\n`);
      await writeFile(path, [head, ...lines, 'left = false;\n'].join(''));
      return path;
    }),
  );
}

async function runBatches(batches: readonly string[]): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const quiet = '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON';
  const child = spawn(process.execPath, [quiet, '--test', '--test-concurrency=4', ...batches], {
    cwd: root,
    stdio: 'inherit',
    // Types are taken away and modules compiled once, not in every process.
    env: { ...process.env, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(cache, 'compiled') },
  });
  child.on('error', reject);
  child.on('exit', (code) => resolve(code ?? 1));
  return await promise;
}
