import { open } from 'node:fs/promises';
import { type FileInProgress, guardDisk } from './output-folder.ts';
import { createScratchFile } from './scratch-file.ts';

/** Items of a JSON array that gather on disk until what stands before them is known. */
export interface JsonArraySpool {
  readonly count: number;
  /** @param item JSON text without line breaks */
  add(item: string | Buffer): void;
  /** Writes out what has gathered. */
  flush(): Promise<void>;
  /** Writes the array, an item a line, into another file. Nothing can be added any more. */
  copyTo(file: FileInProgress): Promise<void>;
  /** Ends it unread. */
  close(): Promise<void>;
}

const comma = Buffer.from(',\n');

/** @param path of the file that holds them meanwhile; made when there is something to hold */
export function createJsonArraySpool(path: string): JsonArraySpool {
  let count = 0;
  let chunks: Buffer[] = [];
  const scratch = createScratchFile(path);

  async function flush(): Promise<void> {
    if (chunks.length === 0) return;
    const full = chunks;
    chunks = [];
    await scratch.write(full);
  }

  return {
    get count() {
      return count;
    },
    add(item) {
      if (count > 0) chunks.push(comma);
      // A copy: what comes out of a file lies in memory that is used again.
      chunks.push(Buffer.from(item as Buffer));
      count += 1;
    },
    flush,
    async close() {
      await scratch.end();
    },
    async copyTo(file) {
      await flush();
      await file.write([Buffer.from(count === 0 ? '[' : '[\n')]);
      if (await scratch.end()) await copy(path, file);
      await file.write([Buffer.from(count === 0 ? ']' : '\n]')]);
    },
  };
}

/** Through one piece of memory: a stream would leave a new one behind for each block, and nothing makes room for them. */
async function copy(path: string, file: FileInProgress): Promise<void> {
  const handle = await guardDisk(path, () => open(path, 'r'));
  const block = Buffer.allocUnsafeSlow(128 * 1024);
  try {
    for (;;) {
      const { bytesRead } = await handle.read(block);
      if (bytesRead === 0) return;
      await file.write([block.subarray(0, bytesRead)]);
    }
  } finally {
    await handle.close();
  }
}
