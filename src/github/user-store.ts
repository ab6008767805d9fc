import { mkdtemp, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { kindOf } from '../directory/tally.ts';
import { createLineWriter, type GraphUser } from '../directory/user.ts';
import { csvRow } from '../report/csv.ts';
import { createBlockWriter } from './block-writer.ts';
import { mergeRecords } from './merge.ts';
import { guardDisk } from './output-directory.ts';
import {
  createPacker,
  encodeRecord,
  type RecordSource,
  recordsInMemory,
  recordsOfFile,
  type UserRecord,
} from './user-records.ts';

/**
 * Sorts users by id and drops repetitions, in memory that does not grow with their number: an external merge sort.
 * Users gather in memory up to a limit, are written out as a sorted run, and the runs are merged when all are there.
 */
export interface UserStore {
  /** Writes and encodes what will be needed of users. */
  prepare(users: readonly GraphUser[]): UserRecord[];
  /** Takes users in any order; of two with one id, the one that came later is kept. */
  add(records: readonly UserRecord[]): Promise<void>;
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
  /** Bytes held in memory before a run is written. */
  limit?: number;
}

const defaultLimit = 4 * 1024 * 1024;
/** Runs merged at once: each has a file open and a block in memory. */
const maximumRuns = 128;

export function createUserStore({ folder, properties, csv, limit = defaultLimit }: UserStoreOptions): UserStore {
  const pack = createPacker();
  const lineOf = createLineWriter(properties);
  let home: string | undefined;
  let runNumber = 0;
  let runs: string[] = [];
  let gathered = new Map<string, UserRecord>();
  /** Bytes that were gathered, those of users that came twice among them: they are held just as well. */
  let bytes = 0;
  /** The run that is being written, while the next users gather already. */
  let writing: Promise<void> = Promise.resolve();

  async function writeRun(portions: AsyncIterable<UserRecord[]> | Iterable<UserRecord[]>): Promise<string> {
    home ??= await guardDisk(folder, () => mkdtemp(join(folder, '.sorting-')));
    runNumber += 1;
    const path = join(home, `run-${runNumber}`);
    await guardDisk(path, async () => {
      const writer = createBlockWriter(await open(path, 'wx', 0o600));
      try {
        for await (const records of portions) await writer.write(records.flatMap(encodeRecord));
      } finally {
        await writer.end();
      }
    });
    return path;
  }

  async function spill(): Promise<void> {
    const full = gathered;
    gathered = new Map();
    bytes = 0;
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
    prepare: (users) =>
      pack(
        users.map((user) => ({
          id: user.id,
          kind: kindOf(user),
          line: `${lineOf(user)}\n`,
          row: csv ? csvRow(user, properties) : '',
        })),
      ),
    async add(records) {
      for (const record of records) {
        gathered.set(record.id, record);
        bytes += record.line.length + record.row.length;
      }
      if (bytes < limit) return;
      // One run at a time: whoever reads faster than the disk takes waits here.
      await writing;
      if (bytes < limit) return;
      writing = spill();
      // A full disk is met where somebody waits for it, at the latest when the users are asked for.
      writing.catch(() => {});
    },
    async clear() {
      await writing;
      gathered = new Map();
      bytes = 0;
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

function* sortedPortions(gathered: ReadonlyMap<string, UserRecord>): Generator<UserRecord[]> {
  const ids = [...gathered.keys()].sort();
  for (let start = 0; start < ids.length; start += portionLength) {
    yield ids.slice(start, start + portionLength).map((id) => gathered.get(id) as UserRecord);
  }
}
