import { createByteSpool } from './byte-spool.ts';

/** Lines that gather, for another reader of their file. */
export interface LineSpool {
  /** @param line without line breaks, as JSON is */
  add(line: string): void;
  /** Writes out what has gathered, when it is much. */
  flush(): Promise<void>;
  /** Writes out all and ends it. @returns whether there is a file */
  end(): Promise<boolean>;
}

const lineFeed = 0x0a;

/** @param path of the file; made when there is something to hold */
export function createLineSpool(path: string, limit?: number): LineSpool {
  const spool = createByteSpool(path, limit);
  return {
    add(line) {
      // No UTF-16 code unit takes more than three bytes of UTF-8.
      const block = spool.room(3 * line.length + 1);
      const end = spool.filled + block.write(line, spool.filled);
      block[end] = lineFeed;
      spool.filled = end + 1;
    },
    flush: spool.flush,
    end: spool.end,
  };
}
