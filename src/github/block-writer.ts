import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

/** Writes a file in large blocks and hashes it on the way. */
export interface BlockWriter {
  write(chunks: readonly Uint8Array[]): Promise<void>;
  /** Writes what is left and closes the file. */
  end(): Promise<void>;
  bytes(): number;
  /** Of the whole file, after its end: lower-case hex. */
  sha256(): string;
}

const blockBytes = 256 * 1024;

/** One block is filled again and again: a new one for each write would wait for the garbage collector by the hundred. */
export function createBlockWriter(handle: FileHandle): BlockWriter {
  const hash = createHash('sha256');
  const block = Buffer.allocUnsafeSlow(blockBytes);
  let used = 0;
  let bytes = 0;
  let digest = '';

  async function writeOut(content: Uint8Array): Promise<void> {
    hash.update(content);
    bytes += content.length;
    for (let offset = 0; offset < content.length; ) {
      offset += (await handle.write(content, offset)).bytesWritten;
    }
  }

  async function flush(): Promise<void> {
    await writeOut(block.subarray(0, used));
    used = 0;
  }

  return {
    async write(chunks) {
      for (const chunk of chunks) {
        if (used + chunk.length > blockBytes) await flush();
        if (chunk.length > blockBytes) await writeOut(chunk);
        else {
          block.set(chunk, used);
          used += chunk.length;
        }
      }
    },
    async end() {
      await flush();
      await handle.close();
      digest = hash.digest('hex');
    },
    bytes: () => bytes,
    sha256: () => digest,
  };
}
