import { appendRecords, recordEnd, recordsIn } from '../../../src/list/store/user-record.ts';
import type { UserStore } from '../../../src/list/store/user-store.ts';

/** What user-store.ts does with runs on disk, for as many users as fit into memory. */
export function createPlainStore(): UserStore {
  const recordOf = new Map<string, Buffer>();
  let changedMeanwhile = false;
  return {
    get changedMeanwhile() {
      return changedMeanwhile;
    },
    add({ ids, records: { block, starts, end } }) {
      for (const [index, id] of ids.entries()) {
        const start = starts[index] as number;
        const record = Buffer.from(block.subarray(start, recordEnd(block, start, end)));
        changedMeanwhile ||= recordOf.get(id)?.equals(record) === false;
        recordOf.set(id, record);
      }
    },
    clear() {
      recordOf.clear();
      changedMeanwhile = false;
    },
    *portions() {
      const sorted = recordsIn(Buffer.alloc(0));
      for (const [, record] of [...recordOf].sort(([a], [b]) => (a < b ? -1 : 1))) {
        sorted.starts.push(sorted.end);
        appendRecords(sorted, record, 0, record.length);
      }
      yield sorted;
    },
  };
}
