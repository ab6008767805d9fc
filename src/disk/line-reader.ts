import { closeSync, openSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

/** Reads a file line by line, a block of it at once. */
export interface LineReader {
  /**
   * The next lines, without their line feeds; empty at the end. They lie in memory that is used again: what is kept
   * of them until more are asked for must be copied.
   *
   * @throws LinesProblem
   */
  next(): Promise<Buffer[]>;
  close(): Promise<void>;
}

/** A file that is not what its name says. */
export class LinesProblem extends Error {}

const blockBytes = 256 * 1024;
/** A user with every property has some 10 KiB; an endless line must not fill the memory. */
const longestLine = 8 * 1024 * 1024;
/** For files of an earlier audit, which anybody may have made: many long lines must not fill it either. */
export const longestEarlierLine = 256 * 1024;
const lineFeed = 0x0a;

/**
 * @param longest bytes of a line; more is a problem with the file
 * @param bytes how much is read at once; it grows for a line that is longer
 */
export function openLineReader(path: string, longest = longestLine, bytes = blockBytes): LineReader {
  let handle: number | undefined;
  let block = Buffer.allocUnsafeSlow(bytes);
  /** Where the first line that was not given out begins, and where what was read ends. */
  let from = 0;
  let filled = 0;
  let number = 0;
  const tooLong = () => new LinesProblem(`line ${number + 1} is longer than any user`);
  return {
    async next() {
      // What is read was mostly written a moment ago, and is there sooner than a promise of it is kept. So nothing here
      // waits for the disk, and others must have their turn: a signal, and whoever watches a clock.
      await setImmediate();
      handle ??= openSync(path, 'r');
      block.copyWithin(0, from, filled);
      filled -= from;
      from = 0;
      for (;;) {
        if (filled === block.length) block = Buffer.concat([block, Buffer.allocUnsafeSlow(block.length)]);
        const bytesRead = readSync(handle, block, filled, block.length - filled, null);
        if (bytesRead === 0) {
          if (filled > 0) throw new LinesProblem(`it is cut: line ${number + 1} has no end`);
          return [];
        }
        const seen = filled;
        filled += bytesRead;
        const lines: Buffer[] = [];
        for (let end = block.indexOf(lineFeed, seen); end >= 0 && end < filled; end = block.indexOf(lineFeed, from)) {
          if (end - from > longest) throw tooLong();
          lines.push(block.subarray(from, end));
          from = end + 1;
          number += 1;
        }
        if (filled - from > longest) throw tooLong();
        if (lines.length > 0) return lines;
      }
    },
    async close() {
      if (handle !== undefined) closeSync(handle);
      handle = undefined;
    },
  };
}
