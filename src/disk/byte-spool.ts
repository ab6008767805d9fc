import { createScratchFile } from './scratch-file.ts';

/**
 * Bytes that gather, in memory while they are few and on disk then. Not as texts: those would be moved about in memory by
 * the garbage collector for as long as they wait.
 */
export interface ByteSpool {
  /** Where the next bytes come in the block. */
  filled: number;
  /** @returns a block with room for so many more bytes, all in one; whoever writes there moves `filled` on */
  room(bytes: number): Buffer;
  /** Writes out what has gathered, when it is much. */
  flush(): Promise<void>;
  /** Writes out all and ends it, for another reader of its file. @returns whether there is one */
  end(): Promise<boolean>;
  /** Ends it. @returns whether there is a file, and what was not written into it */
  rest(): Promise<{ hasFile: boolean; bytes: Buffer }>;
}

/** Bytes held in memory before they are written. */
const defaultLimit = 256 * 1024;

/** @param path of the file; made when there is something to hold */
export function createByteSpool(path: string, limit = defaultLimit): ByteSpool {
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

  return {
    get filled() {
      return filled;
    },
    set filled(end) {
      filled = end;
    },
    room(bytes) {
      const needed = filled + bytes;
      if (needed > block.length) {
        const larger = Buffer.alloc(Math.max(2 * needed, 16 * 1024));
        block.copy(larger, 0, 0, filled);
        block = larger;
      }
      return block;
    },
    async flush() {
      if (filled >= limit) await writeOut();
    },
    async end() {
      if (filled > 0) await writeOut();
      return scratch.end();
    },
    rest: async () => ({ hasFile: await scratch.end(), bytes: block.subarray(0, filled) }),
  };
}
