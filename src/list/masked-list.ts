import { join } from 'node:path';
import { createScratchFile } from '../disk/scratch-file.ts';
import type { GraphUser } from '../users/user-type.ts';
import { createPagePackers } from './store/page-packer.ts';
import { lineStart, type Records, rowStart, usersIn } from './store/user-record.ts';
import { createUserStore } from './store/user-store.ts';

/** What may be seen of users. */
export interface Mask {
  /** @returns those that are published */
  properties(all: readonly string[]): string[];
  /** Everybody is seen before anybody is shown. */
  see(user: GraphUser): void;
  user(user: GraphUser): GraphUser;
}

/** The list as it may be seen, and where it lies as it is. */
export interface MaskedList {
  /** Path of a users.jsonl that nobody publishes: the rules judge by it. */
  lines: string;
  properties: string[];
  hasTypes: boolean;
  portions(): Iterable<Records>;
  clear(): void;
}

export interface MaskedListOptions {
  mask: Mask;
  /** A folder that goes away by itself. */
  folder: string;
  /** Of the list as it is, in the folder, without an ending. */
  name: string;
  properties: readonly string[];
  /** Whether rows of CSV are wanted. */
  csv: boolean;
  signal: AbortSignal;
}

/** Users that wait to be sorted: an id may have another place when it is shown otherwise. */
const portionLength = 1_000;

/** @param portions the list as it is, sorted by id; asked for twice */
export async function maskList(portions: () => Iterable<Records>, options: MaskedListOptions): Promise<MaskedList> {
  const { mask, folder, name, csv, signal } = options;
  const lines = join(folder, `${name}.jsonl`);
  const file = createScratchFile(lines);
  // A list of nobody is a file as well.
  await file.write([]);
  for (const records of portions()) {
    signal.throwIfAborted();
    for (const user of usersIn(records)) mask.see(user);
    await file.write(linesOf(records));
  }
  await file.end();
  const properties = mask.properties(options.properties);
  const pages = createPagePackers(properties, csv);
  const store = createUserStore(folder);
  let page = pages.begin();
  let length = 0;
  const add = () => {
    const ended = page.end();
    store.add(ended);
    pages.recycle(ended.records.block);
    page = pages.begin();
    length = 0;
  };
  for (const records of portions()) {
    signal.throwIfAborted();
    for (const user of usersIn(records)) {
      page.user(mask.user(user));
      length += 1;
      if (length === portionLength) add();
    }
  }
  add();
  return {
    lines,
    properties,
    portions: store.portions,
    clear: store.clear,
    get hasTypes() {
      return pages.hasTypes;
    },
  };
}

function linesOf({ block, starts }: Records): Buffer[] {
  return starts.map((start) => block.subarray(lineStart(block, start), rowStart(block, start)));
}
