import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { mergeSorted, type SortedSource } from './merge-sorted.ts';
import { guardDisk } from './output-folder.ts';
import { createScratchFile } from './scratch-file.ts';

/** Sorts numbers, in memory that does not grow with how many there are. */
export interface NumberSort {
  /** Takes a number; wait for `flush` now and then. */
  add(number: number): void;
  /** Writes out what has gathered, when it is much. */
  flush(): Promise<void>;
  /** Every number in ascending order, in portions. Can be asked for once. */
  sorted(): AsyncGenerator<number[]>;
}

const runLength = 256 * 1024;
const blockLength = 8 * 1024;

/**
 * @param name of the files in `folder`, which takes them away by itself
 * @param limit numbers held in memory before a run is written
 */
export function createNumberSort(folder: string, name: string, limit = runLength): NumberSort {
  let numbers = new Float64Array(1024);
  let length = 0;
  const runs: string[] = [];

  async function spill(): Promise<void> {
    const path = join(folder, `${name}-${runs.length}`);
    const run = numbers.subarray(0, length).sort();
    runs.push(path);
    const file = createScratchFile(path);
    try {
      await file.write([new Uint8Array(run.buffer, run.byteOffset, run.byteLength)]);
    } finally {
      await file.end();
    }
    length = 0;
  }

  return {
    add(number) {
      if (length === numbers.length) {
        const larger = new Float64Array(2 * length);
        larger.set(numbers);
        numbers = larger;
      }
      numbers[length] = number;
      length += 1;
    },
    async flush() {
      if (length >= limit) await spill();
    },
    async *sorted() {
      let rest: Float64Array = numbers.slice(0, length).sort();
      numbers = new Float64Array(1);
      const last: SortedSource<number> = {
        async next() {
          const part = rest.subarray(0, blockLength);
          rest = rest.subarray(blockLength);
          return [...part];
        },
        async close() {},
      };
      yield* mergeSorted([...runs.map(numbersOf), last]);
    },
  };
}

function numbersOf(path: string): SortedSource<number> {
  let handle: FileHandle | undefined;
  const block = new Float64Array(blockLength);
  return {
    async next() {
      handle ??= await guardDisk(path, () => open(path, 'r'));
      const { bytesRead } = await handle.read(block, 0, block.byteLength);
      // Blocks are whole: a file that holds nothing else is read to its end but for the last.
      return [...block.subarray(0, bytesRead / block.BYTES_PER_ELEMENT)];
    },
    async close() {
      await handle?.close();
    },
  };
}
