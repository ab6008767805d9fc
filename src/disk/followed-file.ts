import * as fs from 'node:fs';
import { promisify } from 'node:util';
import { guardDisk } from './output-folder.ts';

/** A file that is read while it is written. */
export interface FollowedFile {
  /** Bytes that were written. */
  readonly length: number;
  /** @throws what it has failed with; Failure of the disk */
  write(bytes: Uint8Array): Promise<void>;
  /** Nothing more comes. */
  end(): void;
  /** Whoever writes or reads is told; of the first reason alone. */
  fail(reason: unknown): void;
  /** All that is written, from the beginning to the end. @throws what it has failed with */
  content(): AsyncGenerator<Buffer>;
  /** Once it has ended or failed. */
  close(): Promise<void>;
}

const readAtOnce = 256 * 1024;
const [read, write, close] = [promisify(fs.read), promisify(fs.write), promisify(fs.close)];

/** @param path made when there is something to hold, and taken away at once: the file goes with whoever is killed */
export function createFollowedFile(path: string): FollowedFile {
  let file: number | undefined;
  let length = 0;
  let hasEnded = false;
  let failure: { reason: unknown } | undefined;
  let changed = Promise.withResolvers<void>();

  function throwIfFailed(): void {
    if (failure) throw failure.reason;
  }

  async function readOn(from: number, block: Buffer, offset: number): Promise<number> {
    const reading = guardDisk(path, () => read(from, block, 0, block.length, offset));
    // It may have been closed meanwhile, and its number be another file's: then the reason is told.
    const bytesRead = await reading.then((done) => done.bytesRead).finally(throwIfFailed);
    if (bytesRead === 0) throw new Error(`${path} is shorter than it was written.`);
    return bytesRead;
  }

  function tell(): void {
    changed.resolve();
    changed = Promise.withResolvers();
  }

  return {
    get length() {
      return length;
    },
    async write(bytes) {
      throwIfFailed();
      await guardDisk(path, async () => {
        file ??= openUnnamed(path);
        for (let offset = 0; offset < bytes.length; ) {
          offset += (await write(file, bytes, offset, bytes.length - offset, length + offset)).bytesWritten;
        }
      });
      length += bytes.length;
      tell();
    },
    end() {
      hasEnded = true;
      tell();
    },
    fail(reason) {
      failure ??= { reason };
      tell();
    },
    async *content() {
      for (let offset = 0; ; ) {
        throwIfFailed();
        if (file !== undefined && offset < length) {
          const block = Buffer.allocUnsafeSlow(Math.min(readAtOnce, length - offset));
          const bytesRead = await readOn(file, block, offset);
          offset += bytesRead;
          yield block.subarray(0, bytesRead);
        } else if (hasEnded) return;
        else await changed.promise;
      }
    },
    async close() {
      if (file !== undefined) await close(file).catch(() => {});
      file = undefined;
    },
  };
}

/** @returns the descriptor of a file that goes when it is closed */
function openUnnamed(path: string): number {
  // At once: nobody is killed in between.
  const file = fs.openSync(path, 'wx+', 0o600);
  try {
    fs.rmSync(path, { force: true });
  } catch {
    // Where a file that is open keeps its name, it goes with its folder.
  }
  return file;
}
