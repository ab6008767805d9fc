import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { parseLossless } from '../base/lossless-json.ts';
import { mergeSorted, type SortedSource } from './merge-sorted.ts';
import { guardDiskSync } from './output-folder.ts';
import { createScratchFile } from './scratch-file.ts';

/** Sorts pairs of a key and some JSON by key, in memory that does not grow with their number. */
export interface PairSort<T> {
  /** Takes a pair; wait for `flush` now and then. */
  add(key: string, value: T): void;
  /** @param key JSON of the key. @param value JSON of the value */
  addText(key: string, value: string): void;
  /** Writes out what has gathered, when it is much. */
  flush(): Promise<void>;
  /** Every pair, those with equal keys one behind the other. Can be asked for once. */
  sorted(): AsyncGenerator<{ key: string; value: T }[]>;
}

/** Characters held in memory before a run is written. */
const defaultLimit = 3 * 1024 * 1024;
const blockBytes = 16 * 1024;
/** Lines that are written as one text. Of a thousand, twice as much was left for the slower kind of collection. */
const linesAtOnce = 100;
const lineFeed = 0x0a;

/**
 * @param name of the files in `folder`, which takes them away by itself
 * @param limit characters held in memory before a run is written
 */
export function createPairSort<T>(folder: string, name: string, limit = defaultLimit): PairSort<T> {
  let lines: string[] = [];
  let length = 0;
  const runs: string[] = [];

  async function spill(): Promise<void> {
    const path = join(folder, `${name}-${runs.length}`);
    const sorted = lines.sort();
    lines = [];
    length = 0;
    const file = createScratchFile(path);
    try {
      for (let from = 0; from < sorted.length; from += linesAtOnce) {
        await file.write([Buffer.from(`${sorted.slice(from, from + linesAtOnce).join('\n')}\n`)]);
      }
    } finally {
      await file.end();
    }
    runs.push(path);
  }

  function addText(key: string, value: string): void {
    // Without its quotes: in escaped text there is nothing below a tab, so a key comes before all that begin with it.
    const line = `${key.slice(1, -1)}\t${value}`;
    lines.push(line);
    length += line.length;
  }

  return {
    add: (key, value) => addText(JSON.stringify(key), JSON.stringify(value)),
    addText,
    async flush() {
      if (length >= limit) await spill();
    },
    async *sorted() {
      const rest = lines.sort();
      lines = [];
      let last = { text: '', key: '' };
      for (const portion of mergeSorted([...runs.map(linesOf), inMemory(rest)])) {
        // Nothing here waits for the disk: a signal, and whoever watches a clock, must have their turn.
        await setImmediate();
        yield portion.map((line) => {
          const tab = line.indexOf('\t');
          // Those with equal keys come one behind the other.
          if (last.text.length !== tab || !line.startsWith(last.text)) {
            const text = line.slice(0, tab);
            last = { text, key: JSON.parse(`"${text}"`) as string };
          }
          return { key: last.key, value: parseLossless(line.slice(tab + 1)) as T };
        });
      }
    },
  };
}

function inMemory(items: readonly string[]): SortedSource<string> {
  let rest = items;
  return {
    next() {
      const all = rest;
      rest = [];
      return all;
    },
    close() {},
  };
}

/**
 * One block of memory a run, read into again and again: hundreds of thousands of them would be waiting to be freed. What
 * was written a moment ago is read sooner than a promise of it is kept.
 */
function linesOf(path: string): SortedSource<string> {
  let handle: number | undefined;
  let block = Buffer.allocUnsafeSlow(blockBytes);
  let cut = 0;
  function read(): string[] {
    handle ??= openSync(path, 'r');
    for (;;) {
      if (cut === block.length) block = Buffer.concat([block, Buffer.allocUnsafeSlow(block.length)]);
      const bytesRead = readSync(handle, block, cut, block.length - cut, null);
      if (bytesRead === 0) return [];
      const filled = cut + bytesRead;
      const end = block.subarray(0, filled).lastIndexOf(lineFeed);
      if (end < 0) {
        cut = filled;
        continue;
      }
      const lines = block.toString('utf8', 0, end).split('\n');
      block.copyWithin(0, end + 1, filled);
      cut = filled - end - 1;
      return lines;
    }
  }
  return {
    next: () => guardDiskSync(path, read),
    close() {
      if (handle !== undefined) closeSync(handle);
    },
  };
}
