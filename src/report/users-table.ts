import { parseLossless } from '../base/lossless-json.ts';
import { openUserLines } from '../list/user-lines.ts';
import type { Visitor } from '../list/walk-lists.ts';
import type { GraphUser } from '../users/user-type.ts';
import { type Chunk, createChunkPacker } from './table-chunks.ts';
import { type TableColumn, userColumns } from './user-columns.ts';

/** The table of users as it goes into the page. */
export interface UserTable {
  columns: TableColumn[];
  /** Users in the list. */
  total: number;
  /** Rows in the table. */
  shown: number;
  leftOut: 'none' | 'without findings or changes' | 'also with findings or changes';
  /** Each some thousand rows: base64 of deflate-raw of the JSON of their columns. */
  chunks: string[];
  /** Base64 of a byte for each row, in the order of the chunks: see {@link rowMarks}. */
  marks: string;
}

/** What is to be said of the user of a row, as bits. */
export const rowMarks = { finding: 1, added: 2, changed: 4, high: 8 } as const;

/** Whom an open finding is about, and whether it is one of the gravest. */
export type FindingMark = [id: string, isHigh: boolean];

/** Gathers the rows of the table of users, and marks those that something is to be said of. */
export interface UsersTable extends Visitor {
  /** Marks whoever changed in a way that counts. */
  onChanged(id: string): void;
  /** Marks whom an open finding is about. */
  onFinding(mark: FindingMark): void;
  /**
   * Takes in, by a second look at the list, those who are marked and were left out, in place of others.
   *
   * @param lines path of the list, in the order in which it was told
   */
  finish(options: { lines: string; compared: boolean; signal: AbortSignal }): Promise<UserTable>;
}

export interface UsersTableLimits {
  /** Characters of all chunks together. */
  characters: number;
  rows: number;
  /** Users who are marked and not in the table that are remembered. */
  remembered: number;
}

/** The largest part of what the page may have: see `pageBudget` in report-data.ts. */
const defaultLimits: UsersTableLimits = { characters: 6.25 * 1024 * 1024, rows: 200_000, remembered: 50_000 };

/** @param properties what was selected: there is no column for what nobody asked for */
export function createUsersTable(properties: readonly string[], limits = defaultLimits): UsersTable {
  const columns = userColumns.filter(({ property }) => properties.includes(property));
  const packer = createChunkPacker(columns.length);
  const chunks: Chunk[] = [];
  /** Of each row, in the order of ids: they are looked for by halves. */
  const ids: string[] = [];
  const marks: number[] = [];
  /** Those who are marked and have no row. */
  const missing = new Map<string, number>();
  let characters = 0;
  let total = 0;
  let isFull = false;
  let lostMarked = false;

  function add(user: GraphUser, mark: number): void {
    packer.add(columns.map(({ property, value }) => value(user[property], user)));
    ids.push(user.id);
    marks.push(mark);
  }

  /** @returns false when there is no room for the rows that wait: they go again */
  function pack(): boolean {
    if (packer.waiting === 0) return true;
    const chunk = packer.pack();
    chunks.push(chunk);
    characters += chunk.text.length;
    if (characters <= limits.characters) return true;
    dropLast();
    return false;
  }

  /** Takes the last chunk out again, and remembers who was marked in it. */
  function dropLast(): void {
    const chunk = chunks.pop();
    if (chunk === undefined) return;
    characters -= chunk.text.length;
    const from = ids.length - chunk.rows;
    const dropped = ids.splice(from);
    for (const [index, mark] of marks.splice(from).entries()) if (mark > 0) remember(dropped[index] ?? '', mark);
  }

  function remember(id: string, mark: number): void {
    const before = missing.get(id);
    if (before === undefined && missing.size >= limits.remembered) lostMarked = true;
    else missing.set(id, (before ?? 0) | mark);
  }

  function mark(id: string, bits: number): void {
    const row = placeOf(ids, id);
    if (row === undefined) remember(id, bits);
    else marks[row] = (marks[row] ?? 0) | bits;
  }

  /** Room for those who are missing, as far as it can be told from the others. */
  function makeRoom(): void {
    const perRow = characters / Math.max(1, ids.length);
    const fits = () =>
      characters + 1.1 * perRow * missing.size <= limits.characters && ids.length + missing.size <= limits.rows;
    while (chunks.length > 0 && missing.size > 0 && !fits() && missing.size < limits.remembered) dropLast();
  }

  /** Whoever is not in the list at all is forgotten. */
  async function takeMissing(lines: string, signal: AbortSignal): Promise<void> {
    const reader = openUserLines(lines);
    try {
      for (let portion = await reader.next(); portion.length > 0 && missing.size > 0; portion = await reader.next()) {
        signal.throwIfAborted();
        for (const { id, line } of portion) {
          const bits = missing.get(id);
          if (bits === undefined) continue;
          if (ids.length >= limits.rows) return;
          missing.delete(id);
          add(parseLossless(line.toString()) as GraphUser, bits);
          if (packer.isFull() && !pack()) return;
        }
      }
      missing.clear();
      pack();
    } finally {
      await reader.close();
    }
  }

  return {
    onUser(user) {
      total += 1;
      if (isFull) return;
      add(user, 0);
      if (packer.isFull()) isFull = !pack();
      isFull ||= ids.length >= limits.rows;
    },
    onAdded: ({ id }) => mark(id, rowMarks.added),
    onChanged: (id) => mark(id, rowMarks.changed),
    onFinding: ([id, isHigh]) => mark(id, rowMarks.finding | (isHigh ? rowMarks.high : 0)),
    async finish({ lines, compared, signal }) {
      const bits = compared ? ~0 : rowMarks.finding | rowMarks.high;
      for (const [row, mark] of marks.entries()) marks[row] = mark & bits;
      for (const [id, mark] of missing) {
        if ((mark & bits) === 0) missing.delete(id);
        else missing.set(id, mark & bits);
      }
      pack();
      if (missing.size > 0 && ids.length < total) {
        makeRoom();
        await takeMissing(lines, signal);
      }
      const isCut = ids.length < total;
      const isMarkedLost = lostMarked || missing.size > 0;
      return {
        columns: columns.map(({ property, label, kind, filter, hiddenByDefault }) => ({
          ...{ property, label, kind },
          ...(filter && { filter }),
          ...(hiddenByDefault && { hiddenByDefault }),
        })),
        total,
        shown: ids.length,
        leftOut: !isCut ? 'none' : isMarkedLost ? 'also with findings or changes' : 'without findings or changes',
        chunks: chunks.map(({ text }) => text),
        marks: Buffer.from(marks).toString('base64'),
      };
    },
  };
}

/** @param sorted as a list is: what is added by the second look is not looked for any more */
function placeOf(sorted: readonly string[], id: string): number | undefined {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') < id) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === id ? low : undefined;
}
