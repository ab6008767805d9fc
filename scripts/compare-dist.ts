import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { audits } from './compare-dist/audits.ts';
import { differences } from './compare-dist/differences.ts';
import { type Build, play, type Scenario } from './compare-dist/play.ts';
import { troubles } from './compare-dist/troubles.ts';

/**
 * Shows that two builds of the Action behave the same: `npm run compare-dist -- <before> [<after>]`, each a git revision
 * or a folder with index.js; after is dist/ by default. Both are run in the same emulated tenants, and everything that
 * can be observed is compared. `--only <text>` plays the scenarios with that in their name. Exits with 1 on a difference.
 */
const root = join(import.meta.dirname, '..');
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', default: '' } },
});
const [before, after = join(root, 'dist')] = positionals;
if (before === undefined) throw new Error('Which build? npm run compare-dist -- <git revision or folder> [<another>]');

await using folder = await mkdtempDisposable(join(tmpdir(), 'compare-dist-'));
const builds = [buildOf(before, 'before'), buildOf(after, 'after')] as const;
const now = Math.floor(Date.now() / 1000) * 1000;
let same = 0;
let different = 0;

for (const scenario of [...(await audits(now)), ...(await troubles(now))]) {
  if (!scenario.name.includes(options.only)) continue;
  const found = await compare(scenario);
  if (found.isSame) same += 1;
  else different += 1;
  console.log(found.text);
}
console.log(`${same} scenarios the same, ${different} different`);
if (different > 0 || same === 0) process.exitCode = 1;

async function compare(scenario: Scenario): Promise<{ isSame: boolean; text: string }> {
  const { name } = scenario;
  try {
    const [a, b] = await Promise.all([play(scenario, builds[0], now), play(scenario, builds[1], now)]);
    const found = differences(a.pieces, b.pieces);
    if (found.length > 0) return { isSame: false, text: [`DIFFERENT: ${name}`, ...found].join('\n') };
    const { files, logLines, requests } = a;
    return { isSame: true, text: `same: ${name} (${files} files, ${logLines} log lines, ${requests} requests)` };
  } catch (error) {
    return { isSame: false, text: `DIFFERENT: ${name}\n  could not be played to its end: ${(error as Error).message}` };
  }
}

/**
 * A folder as it is, with the action.yml of this tree; of a revision, dist/ and action.yml are taken out.
 *
 * @throws Error for what is neither
 */
function buildOf(name: string, side: string): Build {
  if (existsSync(join(name, 'index.js'))) return { dist: resolve(name), actionYml: join(root, 'action.yml') };
  const archive = ['archive', `--prefix=${side}/`, name, 'dist', 'action.yml'];
  try {
    const tar = execFileSync('git', archive, { cwd: root, maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] });
    execFileSync('tar', ['-x', '-C', folder.path], { input: tar });
  } catch (cause) {
    throw new Error(`"${name}" is neither a folder with index.js nor a git revision with dist/`, { cause });
  }
  return { dist: join(folder.path, side, 'dist'), actionYml: join(folder.path, side, 'action.yml') };
}
