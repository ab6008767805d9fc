import { mkdtemp, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { kindOf, type UserKind } from '../directory/tally.ts';
import { type GraphUser, userLine } from '../directory/user.ts';
import { csvRow } from '../report/csv.ts';
import { mergeRecords } from './merge.ts';
import { guardDisk } from './output-directory.ts';
import { encodeRecords, type RecordSource, recordsInMemory, recordsOfFile, type UserRecord } from './user-records.ts';

/**
 * Sorts users by id and drops repetitions, in memory that does not grow with their number: an external merge sort.
 * Users gather in memory up to a limit, are written out as a sorted run, and the runs are merged when all are there.
 */
export interface UserStore {
  /** Takes users in any order; of two with one id, the one that came later is kept. */
  add(users: readonly GraphUser[]): Promise<void>;
  /** Forgets everything and removes the files behind it. */
  clear(): Promise<void>;
  /** Every user, sorted by id, each once, in handy portions. */
  portions(): AsyncIterable<UserRecord[]>;
}

export interface UserStoreOptions {
  /** Where runs are written; a folder of its own is made in it. */
  folder: string;
  /** What a line holds, in its order; `id` comes first. */
  properties: readonly string[];
  /** Whether rows of CSV are wanted. */
  csv: boolean;
  /** Characters held in memory before a run is written. */
  limit?: number;
}

const defaultLimit = 16 * 1024 * 1024;
/** Runs merged at once: each has a file open and a block in memory. */
const maximumRuns = 128;

interface Gathered {
  kind: UserKind;
  line: string;
  row: string;
}

export function createUserStore({ folder, properties, csv, limit = defaultLimit }: UserStoreOptions): UserStore {
  let home: string | undefined;
  let runNumber = 0;
  let runs: string[] = [];
  let gathered = new Map<string, Gathered>();
  let characters = 0;
  /** The run that is being written, while the next users gather already. */
  let writing: Promise<void> = Promise.resolve();

  async function writeRun(portions: AsyncIterable<UserRecord[]> | Iterable<UserRecord[]>): Promise<string> {
    home ??= await guardDisk(folder, () => mkdtemp(join(folder, '.sorting-')));
    runNumber += 1;
    const path = join(home, `run-${runNumber}`);
    await guardDisk(path, async () => {
      const handle = await open(path, 'wx', 0o600);
      try {
        for await (const records of portions) await handle.appendFile(encodeRecords(records));
      } finally {
        await handle.close();
      }
    });
    return path;
  }

  async function spill(): Promise<void> {
    const full = gathered;
    gathered = new Map();
    characters = 0;
    runs.push(await writeRun(sortedPortions(full)));
    if (runs.length < maximumRuns) return;
    const merged = await writeRun(mergeRecords(runs.map(recordsOfFile)));
    await Promise.all(runs.map((path) => rm(path)));
    runs = [merged];
  }

  /** Where users can be had from, the oldest first. */
  function sources(): RecordSource[] {
    return [...runs.map(recordsOfFile), recordsInMemory([...sortedPortions(gathered)].flat())];
  }

  return {
    async add(users) {
      for (const user of users) {
        const line = `${userLine(user, properties)}\n`;
        const row = csv ? csvRow(user, properties) : '';
        const before = gathered.get(user.id);
        characters += line.length + row.length - (before ? before.line.length + before.row.length : 0);
        gathered.set(user.id, { kind: kindOf(user), line, row });
      }
      if (characters < limit) return;
      // One run at a time: whoever reads faster than the disk takes waits here.
      await writing;
      if (characters < limit) return;
      writing = spill();
      // A full disk is met where somebody waits for it, at the latest when the users are asked for.
      writing.catch(() => {});
    },
    async clear() {
      await writing;
      gathered = new Map();
      characters = 0;
      runs = [];
      if (home !== undefined) await rm(home, { recursive: true, force: true });
      home = undefined;
    },
    async *portions() {
      await writing;
      yield* mergeRecords(sources());
    },
  };
}

const portionLength = 1_000;

function* sortedPortions(gathered: ReadonlyMap<string, Gathered>): Generator<UserRecord[]> {
  const ids = [...gathered.keys()].sort();
  for (let start = 0; start < ids.length; start += portionLength) {
    yield ids.slice(start, start + portionLength).map((id) => {
      const { kind, line, row } = gathered.get(id) as Gathered;
      return { id, kind, line: Buffer.from(line), row: Buffer.from(row) };
    });
  }
}
