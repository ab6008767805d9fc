/** A heap of items, of which the least one is on top. */
export interface MinHeap<T> {
  top(): T | undefined;
  push(item: T): void;
  /** Takes the top away. */
  pop(): void;
  /** Puts the top, which has changed, in its place. */
  sink(): void;
}

/**
 * A binary heap: with a hundred runs to merge, comparing each item with all of them would cost most of the time.
 *
 * @param comesFirst whether `a` is less than `b`
 */
export function createMinHeap<T>(comesFirst: (a: T, b: T) => boolean): MinHeap<T> {
  const heap: T[] = [];
  function sink(): void {
    const sinking = heap[0] as T;
    let place = 0;
    for (let left = 1; left < heap.length; left = 2 * place + 1) {
      const right = left + 1;
      const least = right < heap.length && comesFirst(heap[right] as T, heap[left] as T) ? right : left;
      if (!comesFirst(heap[least] as T, sinking)) break;
      heap[place] = heap[least] as T;
      place = least;
    }
    heap[place] = sinking;
  }
  return {
    top: () => heap[0],
    push(item) {
      let place = heap.push(item) - 1;
      while (place > 0) {
        const parent = (place - 1) >> 1;
        if (!comesFirst(item, heap[parent] as T)) break;
        heap[place] = heap[parent] as T;
        place = parent;
      }
      heap[place] = item;
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
