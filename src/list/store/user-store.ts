import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { guardDiskSync } from '../../disk/output-folder.ts';
import { mergeRecords, type RecordSource } from './merge-records.ts';
import type { UserPage } from './page-packer.ts';
import { recordsInMemory, recordsOfFile } from './record-sources.ts';
import { appendRecords, clearRecords, type Records, recordEnd, recordsIn } from './user-record.ts';

/**
 * Sorts users by id and drops repetitions, in memory that does not grow with their number: an external merge sort.
 * Users gather in memory up to a limit, are written out as a sorted run, and the runs are merged when all are there.
 * A plain version, which keeps all of them, is test/list/store/plain-store.ts: the tests compare the two.
 *
 * Runs are written and read without leaving the turn: whoever hands users over cannot hand over more than the disk
 * takes, and a page never waits in memory for its turn.
 */
export interface UserStore {
  /**
   * Takes a copy of users in any order; of two with one id, the one that came later is kept.
   *
   * @throws Failure `disk-full`, `disk-refused`
   */
  add(page: UserPage): void;
  /** Whether a user that was passed over is not the same as the one of that id that was kept, as far as they are sorted. */
  readonly changedMeanwhile: boolean;
  /** Forgets everything and removes the files behind it. */
  clear(): void;
  /** Every user, sorted by id, each once, in portions that are valid until the next one is asked for. */
  portions(): Iterable<Records>;
}

const defaultLimit = 8 * 1024 * 1024;
/** Runs merged at once: each has a file open and a block in memory. */
const mostSortedRuns = 256;
/** What all blocks of a merge take together, and the largest that is of use. */
const mergeBytes = 8 * 1024 * 1024;
const largestBlock = 256 * 1024;

/**
 * @param folder where runs are written; a folder of its own is made in it
 * @param limit bytes held in memory before a run is written
 */
export function createUserStore(folder: string, limit = defaultLimit): UserStore {
  let home: string | undefined;
  let runNumber = 0;
  let runs: string[] = [];
  const gathered = recordsIn(Buffer.allocUnsafeSlow(limit));
  let ids: string[] = [];
  let changedMeanwhile = false;
  const onChanged = () => {
    changedMeanwhile = true;
  };

  /** Where the gathered records begin, sorted by id; of two with one id, only the later one. */
  function sorted(): number[] {
    const idOf = (index: number) => ids[index] as string;
    const order = ids.map((_, index) => index);
    order.sort((a, b) => (idOf(a) < idOf(b) ? -1 : idOf(a) > idOf(b) ? 1 : b - a));
    let last: number | undefined;
    return order.flatMap((index) => {
      const start = gathered.starts[index] as number;
      if (last === undefined || idOf(index) !== idOf(last)) {
        last = index;
        return [start];
      }
      if (!isSame(gathered.starts[last] as number, start)) onChanged();
      return [];
    });
  }

  function isSame(one: number, other: number): boolean {
    const { block, end } = gathered;
    const [endOfOne, endOfOther] = [one, other].map((start) => recordEnd(block, start, end));
    return block.compare(block, other, endOfOther, one, endOfOne) === 0;
  }

  function forget(): void {
    clearRecords(gathered);
    ids = [];
  }

  function writeRun(portions: Iterable<Records>): string {
    home ??= guardDiskSync(folder, () => mkdtempSync(join(folder, '.sorting-')));
    runNumber += 1;
    const path = join(home, `run-${runNumber}`);
    guardDiskSync(path, () => {
      const file = openSync(path, 'wx', 0o600);
      try {
        for (const records of portions) writeRecords(file, records);
      } finally {
        closeSync(file);
      }
    });
    return path;
  }

  function spill(): void {
    runs.push(writeRun([{ ...gathered, starts: sorted() }]));
    forget();
    if (runs.length < mostSortedRuns) return;
    const merged = writeRun(mergeRecords(runSources(), onChanged));
    for (const path of runs) rmSync(path);
    runs = [merged];
  }

  function runSources(): RecordSource[] {
    const blockBytes = Math.min(largestBlock, Math.floor(mergeBytes / runs.length));
    return runs.map((path) => recordsOfFile(path, blockBytes));
  }

  return {
    add(page) {
      const { block, starts, end } = page.records;
      if (gathered.end > 0 && gathered.end + end > limit) spill();
      for (const start of starts) gathered.starts.push(gathered.end + start);
      for (const id of page.ids) ids.push(id);
      appendRecords(gathered, block, 0, end);
    },
    get changedMeanwhile() {
      return changedMeanwhile;
    },
    clear() {
      forget();
      changedMeanwhile = false;
      runs = [];
      if (home !== undefined) rmSync(home, { recursive: true, force: true });
      home = undefined;
    },
    portions: () => mergeRecords([...runSources(), recordsInMemory(gathered.block, gathered.end, sorted())], onChanged),
  };
}

const gatherBytes = 256 * 1024;

/** Writes records in the order of their `starts`, many at once. */
function writeRecords(file: number, { block, starts, end }: Records): void {
  const out = recordsIn(Buffer.allocUnsafeSlow(2 * gatherBytes));
  const writeOut = () => {
    for (let offset = 0; offset < out.end; ) offset += writeSync(file, out.block, offset, out.end - offset);
    clearRecords(out);
  };
  for (const start of starts) {
    appendRecords(out, block, start, recordEnd(block, start, end) ?? end);
    if (out.end >= gatherBytes) writeOut();
  }
  writeOut();
}
