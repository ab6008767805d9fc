import type { RecordSource, UserRecord } from './user-records.ts';

const portionLength = 1_000;

/**
 * Merges sorted sources into one sorted sequence without repetitions, in portions.
 * Where an id stands in several sources, the record of the last of them is kept.
 */
export async function* mergeRecords(sources: readonly RecordSource[]): AsyncGenerator<UserRecord[]> {
  try {
    const heap = createHeap();
    for (const [order, source] of sources.entries()) {
      const cursor: Cursor = { source, order, records: [], index: 0, id: '' };
      if (await refill(cursor)) heap.push(cursor);
    }
    let portion: UserRecord[] = [];
    let lastId: string | undefined;
    for (let cursor = heap.top(); cursor; cursor = heap.top()) {
      // Of equal ids the newest source comes out first: the older ones are passed over.
      if (cursor.id !== lastId) portion.push(current(cursor));
      lastId = cursor.id;
      cursor.index += 1;
      if (cursor.index < cursor.records.length || (await refill(cursor))) {
        cursor.id = current(cursor).id;
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
  source: RecordSource;
  /** Later sources win. */
  order: number;
  records: UserRecord[];
  index: number;
  /** Id of the record at `index`. */
  id: string;
}

async function refill(cursor: Cursor): Promise<boolean> {
  cursor.records = await cursor.source.next();
  cursor.index = 0;
  const [first] = cursor.records;
  if (first === undefined) return false;
  cursor.id = first.id;
  return true;
}

function current(cursor: Cursor): UserRecord {
  return cursor.records[cursor.index] as UserRecord;
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

/** A binary heap of cursors: with a hundred runs, comparing each user with all of them would cost most of the time. */
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
