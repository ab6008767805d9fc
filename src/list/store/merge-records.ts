import { createMinHeap } from '../../disk/min-heap.ts';
import { appendRecords, clearRecords, type Records, recordsIn } from './user-record.ts';

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
 * @param onChanged told when one that is passed over is not the same as the one that is kept
 * @returns handy portions; each is valid until the next one is asked for
 */
export function* mergeRecords(sources: readonly RecordSource[], onChanged = () => {}): Generator<Records> {
  try {
    const heap = createMinHeap(comesFirst);
    for (const [order, source] of sources.entries()) if (source.next()) heap.push({ source, order });
    const portion = recordsIn(Buffer.allocUnsafeSlow(2 * portionBytes));
    let lastId: string | undefined;
    let last = { from: 0, to: 0 };
    for (let top = heap.top(); top; top = heap.top()) {
      const { source } = top;
      // Of equal ids the newest source comes out first: the older ones are passed over.
      if (source.id !== lastId) {
        const from = portion.end;
        portion.starts.push(from);
        appendRecords(portion, source.block, source.start, source.end);
        lastId = source.id;
        last = { from, to: portion.end };
      } else if (source.block.compare(portion.block, last.from, last.to, source.start, source.end) !== 0) onChanged();
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
