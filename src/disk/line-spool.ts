import { openLineReader } from './line-reader.ts';
import { createScratchFile } from './scratch-file.ts';

/** Lines that gather, in memory while they are few and on disk then, to be read again in the order in which they came. */
export interface LineSpool {
  /** @param line without line breaks, as JSON is */
  add(line: string): void;
  /** Writes out what has gathered, when it is much. */
  flush(): Promise<void>;
  /** Everything that was added; nothing can be added any more. */
  portions(): AsyncGenerator<string[]>;
  /** Writes out all and ends it, for another reader of its file. @returns whether there is one */
  end(): Promise<boolean>;
  /** Ends it unread. */
  close(): Promise<void>;
}

/** Bytes held in memory before they are written. */
const defaultLimit = 256 * 1024;
const lineFeed = 0x0a;

/** @param path of the file; made when there is something to hold */
export function createLineSpool(path: string, limit = defaultLimit): LineSpool {
  // Not as texts: those would be moved about in memory by the garbage collector for as long as they wait.
  let block = Buffer.alloc(0);
  let filled = 0;
  let spare = block;
  const scratch = createScratchFile(path);

  async function writeOut(): Promise<void> {
    const [full, end] = [block, filled];
    // What is being written must not be written over.
    [block, spare] = [spare, Buffer.alloc(0)];
    filled = 0;
    await scratch.write([full.subarray(0, end)]);
    spare = full;
  }

  async function end(): Promise<boolean> {
    if (filled > 0) await writeOut();
    return scratch.end();
  }

  return {
    add(line) {
      // No UTF-16 code unit takes more than three bytes of UTF-8.
      const needed = filled + 3 * line.length + 1;
      if (needed > block.length) {
        const larger = Buffer.allocUnsafeSlow(Math.max(2 * needed, 16 * 1024));
        block.copy(larger, 0, 0, filled);
        block = larger;
      }
      filled += block.write(line, filled);
      block[filled] = lineFeed;
      filled += 1;
    },
    async flush() {
      if (filled >= limit) await writeOut();
    },
    end,
    async close() {
      await scratch.end();
    },
    async *portions() {
      if (await scratch.end()) {
        // They are our own, however long.
        const reader = openLineReader(path, Number.POSITIVE_INFINITY);
        try {
          for (let portion = await reader.next(); portion.length > 0; portion = await reader.next()) {
            yield portion.map(String);
          }
        } finally {
          await reader.close();
        }
      }
      if (filled > 0) yield block.toString('utf8', 0, filled - 1).split('\n');
    },
  };
}
