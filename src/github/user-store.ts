import { mkdtemp, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type GraphUser, userLine } from '../directory/user.ts';
import { type LineSource, linesInMemory, linesOfFile, mergeLines } from './merge.ts';
import { guardDisk } from './output-directory.ts';

/**
 * Sorts users by id and drops repetitions, in memory that does not grow with their number: an external merge sort.
 * Users gather in memory up to a limit, are written out as a sorted run, and the runs are merged when all are there.
 */
export interface UserStore {
  /** Takes users in any order; of two with one id, the one that came later is kept. */
  add(users: readonly GraphUser[]): Promise<void>;
  /** Forgets everything and removes the files behind it. */
  clear(): Promise<void>;
  /** Every user's line (without line break), sorted by id, each once, in handy portions. */
  portions(): AsyncIterable<string[]>;
}

export interface UserStoreOptions {
  /** Where runs are written; a folder of its own is made in it. */
  folder: string;
  /** What a line holds, in its order; `id` comes first. */
  properties: readonly string[];
  /** Characters of lines held in memory before a run is written. */
  limit?: number;
}

const defaultLimit = 16 * 1024 * 1024;
/** Runs merged at once: each has a file open and a block in memory. */
const maximumRuns = 128;

export function createUserStore({ folder, properties, limit = defaultLimit }: UserStoreOptions): UserStore {
  let home: string | undefined;
  let runNumber = 0;
  let runs: string[] = [];
  let gathered = new Map<string, string>();
  let characters = 0;

  /** Where lines can be had from, the oldest first. */
  function sources(): LineSource[] {
    return [...runs.map(linesOfFile), linesInMemory(sortedLines(gathered))];
  }

  async function writeRun(portions: AsyncIterable<string[]>): Promise<string> {
    home ??= await guardDisk(folder, () => mkdtemp(join(folder, '.sorting-')));
    runNumber += 1;
    const path = join(home, `run-${runNumber}`);
    await guardDisk(path, async () => {
      const handle = await open(path, 'wx', 0o600);
      try {
        for await (const lines of portions) await handle.appendFile(`${lines.join('\n')}\n`);
      } finally {
        await handle.close();
      }
    });
    return path;
  }

  async function spill(): Promise<void> {
    runs.push(await writeRun(mergeLines([linesInMemory(sortedLines(gathered))])));
    gathered = new Map();
    characters = 0;
    if (runs.length < maximumRuns) return;
    const merged = await writeRun(mergeLines(runs.map(linesOfFile)));
    await Promise.all(runs.map((path) => rm(path)));
    runs = [merged];
  }

  return {
    async add(users) {
      for (const user of users) {
        const line = userLine(user, properties);
        characters += line.length - (gathered.get(user.id)?.length ?? 0);
        gathered.set(user.id, line);
      }
      if (characters >= limit) await spill();
    },
    async clear() {
      gathered = new Map();
      characters = 0;
      runs = [];
      if (home !== undefined) await rm(home, { recursive: true, force: true });
      home = undefined;
    },
    portions: () => mergeLines(sources()),
  };
}

function sortedLines(lines: ReadonlyMap<string, string>): string[] {
  return [...lines.keys()].sort().map((id) => lines.get(id) as string);
}
