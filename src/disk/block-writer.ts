import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

/** Writes a file in large blocks and hashes it on the way. */
export interface BlockWriter {
  /** Takes a copy of some bytes. */
  append(bytes: Uint8Array, start?: number, end?: number): void;
  /** True when enough has gathered to be written. */
  isFull(): boolean;
  /** Begins to write what has gathered; resolves when there is room for more. */
  flush(): Promise<void>;
  /** Takes a copy of some bytes; resolves when there is room for more. */
  write(chunks: readonly Uint8Array[]): Promise<void>;
  /** Writes what is left and closes the file. */
  end(): Promise<void>;
  bytes(): number;
  /** Of the whole file, after its end: lower-case hex. */
  sha256(): string;
}

const blockBytes = 256 * 1024;

/**
 * Two blocks are filled in turn: while one is on its way to the disk, the next bytes gather in the other.
 *
 * @param isHashed whether anybody will ask for the digest
 */
export function createBlockWriter(handle: FileHandle, isHashed = true): BlockWriter {
  const hash = isHashed ? createHash('sha256') : undefined;
  let block = Buffer.alloc(0);
  let used = 0;
  let other = Buffer.alloc(0);
  let writing: Promise<void> = Promise.resolve();
  let bytes = 0;
  let digest = '';

  async function writeOut(content: Uint8Array): Promise<void> {
    for (let offset = 0; offset < content.length; ) {
      offset += (await handle.write(content, offset)).bytesWritten;
    }
  }

  async function flush(): Promise<void> {
    await writing;
    const content = block.subarray(0, used);
    hash?.update(content);
    bytes += used;
    [block, other] = [other, block];
    used = 0;
    writing = writeOut(content);
    // A full disk is met where somebody waits for it: with the next block, or at the end.
    writing.catch(() => {});
  }

  function append(source: Uint8Array, start = 0, end = source.length): void {
    const length = end - start;
    if (used + length > block.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(2 * blockBytes, 2 * (used + length)));
      block.copy(larger, 0, 0, used);
      block = larger;
    }
    block.set(start === 0 && end === source.length ? source : source.subarray(start, end), used);
    used += length;
  }

  return {
    append,
    async write(chunks) {
      for (const chunk of chunks) append(chunk);
      if (used >= blockBytes) await flush();
    },
    isFull: () => used >= blockBytes,
    flush,
    async end() {
      try {
        await flush();
        await writing;
      } finally {
        await handle.close();
      }
      digest = hash?.digest('hex') ?? '';
    },
    bytes: () => bytes,
    sha256: () => digest,
  };
}
