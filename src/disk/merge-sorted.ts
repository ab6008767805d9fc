import { createMinHeap } from './min-heap.ts';

/** Sorted items that are read in portions; an empty portion is the end. */
export interface SortedSource<T> {
  next(): readonly T[];
  close(): void;
}

/** So few that most of what is made of them is garbage before the engine has met it twice, and takes it for old. */
const portionLength = 250;

/** Merges sorted sources into one sorted sequence, in portions. */
export function* mergeSorted<T extends string | number>(sources: readonly SortedSource<T>[]): Generator<T[]> {
  const heap = createMinHeap<Cursor<T>>((a, b) => a.head < b.head);
  try {
    for (const source of sources) {
      const items = source.next();
      const [head] = items;
      if (head !== undefined) heap.push({ source, items, index: 0, head });
    }
    let portion: T[] = [];
    for (let top = heap.top(); top !== undefined; top = heap.top()) {
      portion.push(top.head);
      top.index += 1;
      if (top.index === top.items.length) {
        top.items = top.source.next();
        top.index = 0;
      }
      const head = top.items[top.index];
      if (head === undefined) heap.pop();
      else {
        top.head = head;
        heap.sink();
      }
      if (portion.length === portionLength) {
        yield portion;
        portion = [];
      }
    }
    if (portion.length > 0) yield portion;
  } finally {
    for (const source of sources) source.close();
  }
}

interface Cursor<T> {
  source: SortedSource<T>;
  items: readonly T[];
  index: number;
  /** The item at `index`. */
  head: T;
}
