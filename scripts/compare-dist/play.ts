import { lstat, readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { unzipSync } from 'fflate';
import { createClock } from '../../emulator/directory/clock.ts';
import { createSeededRandom } from '../../emulator/directory/identifiers.ts';
import type { ActionInputs } from '../../test/harness/action-manifest.ts';
import type { ActionRun, RunActionOptions } from '../../test/harness/run-action.ts';
import { createWorld, type World, type WorldOptions } from '../../test/harness/world.ts';
import { createNormaliser, type Normaliser, sha256 } from './normalise.ts';

/** What happens in one tenant, on one day or several. */
export interface Scenario {
  name: string;
  world?: WorldOptions;
  play(stage: Stage): Promise<void>;
}

export interface Stage {
  world: World;
  /** As {@link World.audit}, and recorded. */
  audit(inputs?: ActionInputs, options?: AuditOptions): Promise<ActionRun>;
}

export type AuditOptions = Pick<RunActionOptions, 'debug' | 'env' | 'idToken' | 'run' | 'signalAfter'>;

/** A build of the Action. */
export interface Build {
  /** Folder with index.js. */
  dist: string;
  /** Path of the action.yml that goes with it. */
  actionYml: string;
}

/** All that could be observed of a scenario, without what may differ. */
export interface Recording {
  /** Text by its name. */
  pieces: Map<string, string>;
  files: number;
  logLines: number;
  requests: number;
}

const still = new URL('still.ts', import.meta.url).href;

/**
 * Plays a scenario with a build, in a tenant of its own.
 *
 * @param now when it is, in milliseconds since the epoch
 */
export async function play(scenario: Scenario, build: Build, now: number): Promise<Recording> {
  const github = { random: createSeededRandom(1), ...scenario.world?.github };
  await using world = await createWorld({ users: 60, clock: createClock(() => now), ...scenario.world, github });
  const { emulator } = world;
  const normaliser = createNormaliser({ entra: emulator.origin, github: world.github.origin }, build.dist);
  const recording: Recording = { pieces: new Map(), files: 0, logLines: 0, requests: 0 };
  let runs = 0;
  await scenario.play({
    world,
    async audit(inputs, options) {
      const [entra, github] = [emulator.requests.length, world.github.requests.length];
      const run = await world.audit(inputs, {
        ...options,
        actionYml: build.actionYml,
        dist: join(build.dist, 'index.js'),
        timeout: 180_000,
        env: {
          NODE_OPTIONS: `--import=${still}`,
          COMPARE_DIST_NOW: String(emulator.clock.now()),
          ...options?.env,
        },
      });
      runs += 1;
      const add = (piece: string, text: string) => recording.pieces.set(`run ${runs}, ${piece}`, text);
      // Files first: what comes later names their digests.
      recording.files += await addFiles(run, normaliser, add);
      addArtifacts(run, world, normaliser, add);
      recording.logLines += addWords(run, normaliser, add);
      const requests = {
        'requests to Entra and Graph': requestsToEntra(run, world, entra),
        'requests to GitHub': world.github.requests.slice(github).map((request) => JSON.stringify(request)),
      };
      for (const [piece, lines] of Object.entries(requests)) {
        // Their order is chance where several are under way at once.
        add(piece, lines.map(normaliser.text).sort().join('\n'));
        recording.requests += lines.length;
      }
      return run;
    },
  });
  return recording;
}

type Add = (piece: string, text: string) => void;

/** Adds every file and folder in RUNNER_TEMP and in the workspace. @returns how many */
async function addFiles(run: ActionRun, normaliser: Normaliser, add: Add): Promise<number> {
  const folders = [run.temporaryDirectory, run.workspace];
  const entries = await Promise.all(folders.map((folder) => readdir(folder, { recursive: true, withFileTypes: true })));
  const paths = entries.flat().map(({ parentPath, name }) => join(parentPath, name));
  for (const path of paths.sort(byDependence)) {
    const found = await lstat(path);
    const raw = found.isFile() ? await readFile(path, 'latin1') : '';
    const content = normaliser.content(basename(path), raw);
    add(normaliser.text(relative(dirname(run.workspace), path)), `mode ${found.mode.toString(8)}\n${content}`);
    if (content !== raw) normaliser.learn(sha256(raw), content);
  }
  return paths.length;
}

/** A file that names the digests of others comes after them. */
function byDependence(a: string, b: string): number {
  const rank = (path: string) => ['SHA256SUMS', 'manifest.json'].indexOf(basename(path));
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

function addArtifacts(run: ActionRun, { github }: World, normaliser: Normaliser, add: Add): void {
  for (const { name, digest, zip, expiresAt } of github.artifacts(run.workflowRun?.id ?? 0)) {
    // The order in which files are packed is chance.
    const files = Object.entries(filesIn(zip)).sort(([a], [b]) => (a < b ? -1 : 1));
    const packed = files.map(([file, bytes]): [string, string] => [
      file,
      normaliser.content(basename(file), Buffer.from(bytes).toString('latin1')),
    ]);
    for (const [file, content] of packed) add(`${file} in artifact ${name}`, content);
    add(`artifact ${name}`, `expires ${expiresAt}`);
    normaliser.learn(digest.replace('sha256:', ''), JSON.stringify(packed));
  }
}

/** The report lies there as a page; and a scenario may have put something there that is neither. */
function filesIn(artifact: Buffer): Record<string, Uint8Array> {
  try {
    return unzipSync(artifact);
  } catch {
    return { [/^<!doctype html/i.test(artifact.toString('latin1')) ? 'report.html' : 'no zip']: artifact };
  }
}

/** Adds all that the run said. @returns lines of the log */
function addWords(run: ActionRun, normaliser: Normaliser, add: Add): number {
  const { stdout, stderr, summary, annotations, outputs, maskedOutputs, state, exitCode, signal } = run;
  const words = {
    log: stdout,
    'log (stderr)': stderr,
    summary,
    annotations: JSON.stringify(annotations, null, 1),
    outputs: JSON.stringify({ outputs, maskedOutputs, state }, null, 1),
    end: JSON.stringify({ exitCode, signal }),
  };
  for (const [piece, text] of Object.entries(words)) add(piece, normaliser.text(Buffer.from(text).toString('latin1')));
  return (stdout + stderr).split('\n').length - 1;
}

function requestsToEntra({ exitCode }: ActionRun, { emulator }: World, from: number): string[] {
  return emulator.requests.slice(from).map(({ method, path, query, status, headers }) => {
    const { authorization, consistencyLevel, userAgent } = headers;
    // Whoever fails leaves while answers are on their way: how far they came is chance.
    const answered = exitCode === 0 ? status : 'answered or not';
    return `${method} ${path}?${query} ${answered} ${JSON.stringify({ authorization, consistencyLevel, userAgent })}`;
  });
}
