import { type FileHandle, open } from 'node:fs/promises';
import { idOfLine } from '../directory/user.ts';
import { guardDisk } from './output-directory.ts';

/** Sorted lines that are read block by block. */
export interface LineSource {
  /** The next lines; empty at the end. */
  next(): Promise<string[]>;
  close(): Promise<void>;
}

const blockBytes = 128 * 1024;
const portionLength = 1_000;

export function linesInMemory(lines: string[]): LineSource {
  let rest = lines;
  return {
    async next() {
      const all = rest;
      rest = [];
      return all;
    },
    async close() {},
  };
}

/** Lines of a file of our own; every line ends with a line feed. */
export function linesOfFile(path: string): LineSource {
  let handle: FileHandle | undefined;
  let cut: Buffer = Buffer.alloc(0);
  return {
    async next() {
      handle ??= await guardDisk(path, () => open(path, 'r'));
      for (;;) {
        const { buffer, bytesRead } = await handle.read({ buffer: Buffer.allocUnsafe(blockBytes) });
        if (bytesRead === 0) return [];
        const block = Buffer.concat([cut, buffer.subarray(0, bytesRead)]);
        const end = block.lastIndexOf(0x0a);
        cut = block.subarray(end + 1);
        // A line longer than a block: read on until its end.
        if (end >= 0) return block.toString('utf8', 0, end).split('\n');
      }
    },
    async close() {
      await handle?.close();
    },
  };
}

/**
 * Merges sorted sources into one sorted sequence without repetitions, in portions.
 * Where an id stands in several sources, the line of the last of them is kept.
 */
export async function* mergeLines(sources: readonly LineSource[]): AsyncGenerator<string[]> {
  try {
    const heap = createHeap();
    for (const [order, source] of sources.entries()) {
      const cursor: Cursor = { source, order, lines: [], index: 0, id: '' };
      if (await refill(cursor)) heap.push(cursor);
    }
    let portion: string[] = [];
    let lastId: string | undefined;
    for (let cursor = heap.top(); cursor; cursor = heap.top()) {
      // Of equal ids the newest source comes out first: the older ones are passed over.
      if (cursor.id !== lastId) portion.push(cursor.lines[cursor.index] as string);
      lastId = cursor.id;
      cursor.index += 1;
      if (cursor.index < cursor.lines.length || (await refill(cursor))) {
        cursor.id = idOfLine(cursor.lines[cursor.index] as string);
        heap.sink();
      } else {
        heap.pop();
      }
      if (portion.length >= portionLength) {
        yield portion;
        portion = [];
      }
    }
    if (portion.length > 0) yield portion;
  } finally {
    await Promise.all(sources.map((source) => source.close()));
  }
}

interface Cursor {
  source: LineSource;
  /** Later sources win. */
  order: number;
  lines: string[];
  index: number;
  /** Id of the line at `index`. */
  id: string;
}

async function refill(cursor: Cursor): Promise<boolean> {
  cursor.lines = await cursor.source.next();
  cursor.index = 0;
  const [first] = cursor.lines;
  if (first === undefined) return false;
  cursor.id = idOfLine(first);
  return true;
}

function comesFirst(a: Cursor, b: Cursor): boolean {
  return a.id === b.id ? a.order > b.order : a.id < b.id;
}

interface Heap {
  top(): Cursor | undefined;
  push(cursor: Cursor): void;
  /** Takes the top away. */
  pop(): void;
  /** Puts the top, whose id has changed, in its place. */
  sink(): void;
}

/** A binary heap of cursors: with a hundred runs, comparing each line with all of them would cost most of the time. */
function createHeap(): Heap {
  const heap: Cursor[] = [];
  const at = (index: number): Cursor => heap[index] as Cursor;
  function swap(a: number, b: number): void {
    [heap[a], heap[b]] = [at(b), at(a)];
  }
  function sink(): void {
    for (let index = 0; ; ) {
      const left = 2 * index + 1;
      const right = left + 1;
      let least = index;
      if (left < heap.length && comesFirst(at(left), at(least))) least = left;
      if (right < heap.length && comesFirst(at(right), at(least))) least = right;
      if (least === index) return;
      swap(index, least);
      index = least;
    }
  }
  return {
    top: () => heap[0],
    push(cursor) {
      heap.push(cursor);
      for (let index = heap.length - 1; index > 0; ) {
        const parent = (index - 1) >> 1;
        if (!comesFirst(at(index), at(parent))) return;
        swap(index, parent);
        index = parent;
      }
    },
    pop() {
      const last = heap.pop();
      if (last === undefined || heap.length === 0) return;
      heap[0] = last;
      sink();
    },
    sink,
  };
}
