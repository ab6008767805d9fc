/** Sorted items that are read in portions; an empty portion is the end. */
export interface SortedSource<T> {
  next(): Promise<readonly T[]>;
  close(): Promise<void>;
}

const portionLength = 2_000;

/** Merges sorted sources into one sorted sequence, in portions; equal items come in the order of their sources. */
export async function* mergeSorted<T extends string | number>(
  sources: readonly SortedSource<T>[],
): AsyncGenerator<T[]> {
  const cursors: { source: SortedSource<T>; items: readonly T[]; index: number }[] = [];
  try {
    for (const source of sources) {
      const items = await source.next();
      if (items.length > 0) cursors.push({ source, items, index: 0 });
    }
    let portion: T[] = [];
    while (cursors.length > 0) {
      // Runs are few and large: looking at each costs less than keeping a heap.
      let least = 0;
      for (let i = 1; i < cursors.length; i += 1) if (head(cursors, i) < head(cursors, least)) least = i;
      const cursor = cursors[least] as (typeof cursors)[number];
      portion.push(cursor.items[cursor.index] as T);
      cursor.index += 1;
      if (cursor.index === cursor.items.length) {
        cursor.items = await cursor.source.next();
        cursor.index = 0;
        if (cursor.items.length === 0) cursors.splice(least, 1);
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

function head<T>(cursors: readonly { items: readonly T[]; index: number }[], at: number): T {
  const cursor = cursors[at];
  return cursor?.items[cursor.index] as T;
}
