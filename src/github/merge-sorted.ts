/** Sorted items that are read in portions; an empty portion is the end. */
export interface SortedSource<T> {
  next(): Promise<readonly T[]>;
  close(): Promise<void>;
}

const portionLength = 2_000;

/** Merges sorted sources into one sorted sequence, in portions. */
export async function* mergeSorted<T extends string | number>(
  sources: readonly SortedSource<T>[],
): AsyncGenerator<T[]> {
  const heap: Cursor<T>[] = [];
  try {
    for (const source of sources) {
      const items = await source.next();
      const [head] = items;
      if (head !== undefined) heap.push({ source, items, index: 0, head });
    }
    heap.sort((a, b) => (a.head < b.head ? -1 : 1));
    let portion: T[] = [];
    for (let top = heap[0]; top !== undefined; top = heap[0]) {
      portion.push(top.head);
      top.index += 1;
      if (top.index === top.items.length) {
        top.items = await top.source.next();
        top.index = 0;
      }
      const head = top.items[top.index];
      if (head === undefined) replaceTop(heap);
      else {
        top.head = head;
        sink(heap);
      }
      if (portion.length === portionLength) {
        yield portion;
        portion = [];
      }
    }
    if (portion.length > 0) yield portion;
  } finally {
    for (const source of sources) await source.close();
  }
}

interface Cursor<T> {
  source: SortedSource<T>;
  items: readonly T[];
  index: number;
  /** The item at `index`. */
  head: T;
}

/** The last cursor takes the place of the first, which has come to its end. */
function replaceTop<T>(heap: Cursor<T>[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  heap[0] = last;
  sink(heap);
}

/** Puts the first cursor, whose head has changed, in its place: with a hundred runs, looking at each would take longest. */
function sink<T>(heap: Cursor<T>[]): void {
  const sinking = heap[0] as Cursor<T>;
  let place = 0;
  for (;;) {
    const left = 2 * place + 1;
    if (left >= heap.length) break;
    const right = left + 1;
    const leftCursor = heap[left] as Cursor<T>;
    const rightCursor = heap[right];
    const useRight = rightCursor !== undefined && rightCursor.head < leftCursor.head;
    const least = useRight ? rightCursor : leftCursor;
    if (!(least.head < sinking.head)) break;
    heap[place] = least;
    place = useRight ? right : left;
  }
  heap[place] = sinking;
}
