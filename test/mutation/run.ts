import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { installPackages } from '../../scripts/infra-packages.ts';
import { rooms } from './rooms.ts';

/**
 * `npm run mutate`, or `npm run mutate -- gates users`: puts one small fault after another into the pure rooms, and says
 * which of them the unit tests of the room do not notice. Ends with 1 where more than one of ten stays unnoticed.
 */
interface Mutant {
  fileName: string;
  location: { start: Place; end: Place };
  mutatorName: string;
  replacement: string;
  status: 'Killed' | 'Timeout' | 'Survived' | 'NoCoverage' | 'Ignored' | 'RuntimeError' | 'CompileError';
}

/** Both count from 1. */
interface Place {
  line: number;
  column: number;
}

const leastShare = 0.9;
const root = join(import.meta.dirname, '..', '..');
const unnoticed = new Set(['Survived', 'NoCoverage']);
const noticed = new Set(['Killed', 'Timeout']);

const wanted = process.argv.slice(2);
const strange = wanted.find((name) => !Object.hasOwn(rooms, name));
if (strange !== undefined) throw new Error(`no room "${strange}"; there are ${Object.keys(rooms).join(', ')}`);

process.chdir(root);
await installPackages(import.meta.dirname);
const table: string[] = [];
for (const [name, { files, tests }] of Object.entries(rooms)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const mutants = await mutate(files, tests);
  const survivors = mutants.filter(({ status }) => unnoticed.has(status));
  const killed = mutants.filter(({ status }) => noticed.has(status)).length;
  const share = killed / (killed + survivors.length);
  for (const survivor of survivors) console.log(describe(survivor));
  // On a busy machine a test that is merely slow counts as one that noticed.
  const slow = mutants.filter(({ status }) => status === 'Timeout').length;
  const counts = `${killed} of ${killed + survivors.length}, ${slow} of them by running out of time`;
  table.push(`${name.padEnd(10)} ${(100 * share).toFixed(1).padStart(5)}%  ${counts}`);
  console.log(`${table.at(-1)}\n`);
  if (share < leastShare) process.exitCode = 1;
}
console.log(table.join('\n'));

async function mutate(files: readonly string[], tests: readonly string[]): Promise<Mutant[]> {
  // It is a package of its own, whose types the root does not have.
  const core = new URL('node_modules/@stryker-mutator/core/dist/src/index.js', import.meta.url).href;
  const { Stryker } = await import(core);
  const stryker = new Stryker({
    testRunner: 'tap',
    tap: { testFiles: tests, nodeArgs: ['--test-reporter=tap'], forceBail: true },
    mutate: files,
    ignorePatterns: ['*', '!package.json', '!src/**', '!test/**', '!docs/**', 'test/mutation'],
    plugins: ['@stryker-mutator/*', new URL('wording.js', import.meta.url).href],
    ignorers: ['wording'],
    concurrency: 2,
    coverageAnalysis: 'perTest',
    reporters: [],
    tempDirName: 'build/mutation',
    logLevel: 'error',
  });
  return await stryker.runMutationTest();
}

function describe({ fileName, location: { start, end }, mutatorName, replacement, status }: Mutant): string {
  const lines = readFileSync(fileName, 'utf8').split('\n');
  const before = lines.slice(start.line - 1, end.line);
  before.push((before.pop() ?? '').slice(0, end.column - 1));
  before.unshift((before.shift() ?? '').slice(start.column - 1));
  const note = status === 'NoCoverage' ? ' (no test comes by)' : '';
  const shown = (text: string) => text.replace(/\s+/g, ' ').slice(0, 100);
  return `${relative(root, fileName)}:${start.line}  ${mutatorName}: ${shown(before.join('\n'))} -> ${shown(replacement)}${note}`;
}
