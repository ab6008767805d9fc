import { appendRecords, clearRecords, type Records, recordsIn } from './user-records.ts';

/** Records sorted by id, one after the other. */
export interface RecordSource {
  /** The record that it stands at; `start` and `end` within `block`. Valid until it moves on. */
  readonly id: string;
  readonly block: Buffer;
  readonly start: number;
  readonly end: number;
  /** Moves to the next record, at first to the first one. @returns false at the end */
  next(): boolean;
  close(): void;
}

const portionBytes = 256 * 1024;

/**
 * Merges sorted sources into one sorted sequence without repetitions.
 * Where an id stands in several sources, the record of the last of them is kept.
 *
 * @returns handy portions; each is valid until the next one is asked for
 */
export function* mergeRecords(sources: readonly RecordSource[]): Generator<Records> {
  try {
    const heap = createHeap();
    for (const [order, source] of sources.entries()) if (source.next()) heap.push({ source, order });
    const portion = recordsIn(Buffer.allocUnsafeSlow(2 * portionBytes));
    let lastId: string | undefined;
    for (let top = heap.top(); top; top = heap.top()) {
      const { source } = top;
      // Of equal ids the newest source comes out first: the older ones are passed over.
      if (source.id !== lastId) {
        portion.starts.push(portion.end);
        appendRecords(portion, source.block, source.start, source.end);
        lastId = source.id;
      }
      if (source.next()) heap.sink();
      else heap.pop();
      if (portion.end >= portionBytes) {
        yield portion;
        clearRecords(portion);
      }
    }
    if (portion.end > 0) yield portion;
  } finally {
    for (const source of sources) source.close();
  }
}

interface Entry {
  source: RecordSource;
  /** Later sources win. */
  order: number;
}

function comesFirst(a: Entry, b: Entry): boolean {
  return a.source.id === b.source.id ? a.order > b.order : a.source.id < b.source.id;
}

interface Heap {
  top(): Entry | undefined;
  push(entry: Entry): void;
  /** Takes the top away. */
  pop(): void;
  /** Puts the top, whose id has changed, in its place. */
  sink(): void;
}

/** A binary heap of sources: with a hundred runs, comparing each user with all of them would cost most of the time. */
function createHeap(): Heap {
  const heap: Entry[] = [];
  const at = (index: number): Entry => heap[index] as Entry;
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
    push(entry) {
      heap.push(entry);
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
