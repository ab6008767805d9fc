import { createHash, type Hash, randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { crc32, deflateRaw, constants as zlib } from 'node:zlib';
import { Failure } from '../base/failure.ts';
import { guardDisk } from '../disk/output-folder.ts';
import type { Packing, UploadPlaces } from '../host.ts';
import { dataDescriptor, directoryOf, localHeader, type ZipEntry } from './zip-format.ts';

/** Bytes that are deflated as one, with what stands before them in mind, and beside others. */
const pieceBytes = 512 * 1024;
/** So far back deflated bytes refer to what was before. */
const windowBytes = 32 * 1024;
const piecesAtOnce = Math.min(4, availableParallelism());
/** Level 6, the usual one, takes more than twice the time of this one for a sixth less. */
const deflating = { level: 1, finishFlush: zlib.Z_SYNC_FLUSH, chunkSize: pieceBytes / 2 };
/** An empty block that says that it is the last. */
const lastBlock = Buffer.from([0x03, 0x00]);
const readAtOnce = 256 * 1024;
/** A link in the place of a file is not followed, a pipe is not waited for. */
const flags = fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0) | (fs.constants.O_NONBLOCK ?? 0);

const deflate = promisify<Uint8Array, object, Buffer>(deflateRaw);
const [read, write, close] = [promisify(fs.read), promisify(fs.write), promisify(fs.close)];

/**
 * Begins a zip, which is made on disk, while it may be read already: as fast as the cores are, whoever reads.
 *
 * The libraries for it deflate one piece after the other, and take checksums in JavaScript: of all that was done for a
 * large audit a tenth. Here pieces are deflated beside one another, as pigz does it; their number at once does not change
 * a byte. Source: https://github.com/madler/pigz
 *
 * @param places of the files, whose names in the zip are relative to it, and for what is being made
 * @param now milliseconds since the epoch
 */
export function beginZip({ kept, scratch }: UploadPlaces, now: () => number): Packing {
  const spool = createSpool(join(scratch, `zip-${randomUUID()}`));
  const entries: ZipEntry[] = [];
  let work = Promise.resolve();

  /** One after the other. */
  function then(next: () => Promise<void>): void {
    work = work.then(next).catch(spool.fail);
  }

  async function pack(path: string, hash: Hash | undefined): Promise<void> {
    const handle = await open(path, flags);
    try {
      const name = Buffer.from(relative(kept, path).split(sep).join('/'));
      const entry = { name, packedAt: new Date(now()), offset: spool.length, crc: 0, size: 0, packedSize: 0 };
      await spool.write(localHeader(entry));
      const from = spool.length;
      for await (const packed of deflated(handle, (piece) => {
        hash?.update(piece);
        entry.crc = crc32(piece, entry.crc);
        entry.size += piece.length;
      })) {
        await spool.write(packed);
      }
      entry.packedSize = spool.length - from;
      await spool.write(dataDescriptor(entry));
      entries.push(entry);
    } finally {
      await handle.close();
    }
  }

  return {
    add({ name, path, sha256 }) {
      then(async () => {
        const hash = createHash('sha256');
        try {
          await pack(path, hash);
        } catch (error) {
          throw error instanceof Failure ? error : new Failure('file-changed', { name }, error);
        }
        if (hash.digest('hex') !== sha256) throw new Failure('file-changed', { name });
      });
    },
    finish(files) {
      for (const path of files) then(() => pack(path, undefined));
      then(async () => {
        await spool.write(directoryOf(entries, spool.length));
        spool.end();
      });
      return spool.content();
    },
    async drop() {
      spool.fail(new Error('Nobody wants this zip any more.'));
      await work;
      await spool.close();
    },
  };
}

/** @param watch told of each piece before it is deflated */
async function* deflated(handle: FileHandle, watch: (piece: Buffer) => void): AsyncGenerator<Buffer> {
  // One is read into while the others are deflated, and what stands in one is looked back at from the next.
  const blocks = Array.from({ length: piecesAtOnce + 1 }, () => Buffer.alloc(0));
  const atWork: Promise<Buffer>[] = [];
  let dictionary: Buffer | undefined;
  for (let index = 0; ; index = (index + 1) % blocks.length) {
    if (blocks[index]?.length === 0) blocks[index] = Buffer.allocUnsafeSlow(pieceBytes);
    const piece = await readPiece(handle, blocks[index] as Buffer);
    if (piece.length === 0) break;
    watch(piece);
    const deflatingIt = deflate(piece, { ...deflating, ...(dictionary && { dictionary }) });
    // It is met when its turn comes.
    deflatingIt.catch(() => {});
    atWork.push(deflatingIt);
    dictionary = piece.subarray(-windowBytes);
    if (atWork.length === piecesAtOnce) yield (await atWork.shift()) as Buffer;
  }
  for (const deflatingIt of atWork) yield await deflatingIt;
  yield lastBlock;
}

/** @returns a part of the block that is shorter only at the end of the file */
async function readPiece(handle: FileHandle, block: Buffer): Promise<Buffer> {
  let filled = 0;
  while (filled < block.length) {
    const { bytesRead } = await handle.read(block, filled, block.length - filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return block.subarray(0, filled);
}

/** A file that goes when it is closed, and so with whoever is killed. @returns its descriptor */
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

/** A file that is read while it is written. */
function createSpool(path: string) {
  let file: number | undefined;
  let length = 0;
  let hasEnded = false;
  let failure: { reason: unknown } | undefined;
  let changed = Promise.withResolvers<void>();

  function throwIfFailed(): void {
    if (failure) throw failure.reason;
  }

  function tell(): void {
    changed.resolve();
    changed = Promise.withResolvers();
  }

  return {
    get length() {
      return length;
    },
    /** @throws why it has failed */
    async write(bytes: Uint8Array): Promise<void> {
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
    end(): void {
      hasEnded = true;
      tell();
    },
    /** Whoever reads is told; of the first reason alone. */
    fail(reason: unknown): void {
      failure ??= { reason };
      tell();
    },
    async *content(): AsyncGenerator<Buffer> {
      for (let offset = 0; ; ) {
        throwIfFailed();
        if (file !== undefined && offset < length) {
          const block = Buffer.allocUnsafeSlow(Math.min(readAtOnce, length - offset));
          const { bytesRead } = await read(file, block, 0, block.length, offset);
          // It may have been closed meanwhile, and its number be another file's.
          throwIfFailed();
          offset += bytesRead;
          yield block.subarray(0, bytesRead);
        } else if (hasEnded) return;
        else await changed.promise;
      }
    },
    async close(): Promise<void> {
      if (file !== undefined) await close(file).catch(() => {});
      file = undefined;
    },
  };
}
