import { createHash } from 'node:crypto';
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
  /** Resolves when so many bytes are written, or all. @returns how many are. @throws what it has failed with */
  until(bytes: number): Promise<number>;
  /** Some of what is written, in memory that is used again. @throws what it has failed with; Failure of the disk */
  part(from: number, to: number): AsyncGenerator<Buffer>;
  /** Of all that is written, once that is all: lower-case hex. */
  sha256(): string;
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
  const hash = createHash('sha256');
  let digest: string | undefined;

  function throwIfFailed(): void {
    if (failure) throw failure.reason;
  }

  async function readOn(block: Buffer, bytes: number, offset: number): Promise<number> {
    throwIfFailed();
    const reading = guardDisk(path, () => read(file as number, block, 0, bytes, offset));
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
      hash.update(bytes);
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
    async until(bytes) {
      for (;;) {
        throwIfFailed();
        if (hasEnded || length >= bytes) return length;
        await changed.promise;
      }
    },
    async *part(from, to) {
      const block = Buffer.allocUnsafeSlow(Math.min(readAtOnce, to - from));
      for (let offset = from; offset < to; ) {
        const bytesRead = await readOn(block, Math.min(block.length, to - offset), offset);
        offset += bytesRead;
        yield block.subarray(0, bytesRead);
      }
    },
    sha256() {
      digest ??= hash.digest('hex');
      return digest;
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
