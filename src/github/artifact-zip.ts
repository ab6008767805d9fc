import { open, rm } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { type Entry, openPromise } from 'yauzl';
import { createBlockWriter } from '../disk/block-writer.ts';

/** A zip that somebody else may have made: nothing in it is taken on trust, and nothing of it chooses a path. */
export interface ArtifactZip {
  has(name: string): boolean;
  /** @throws ZipProblem when it is not there or larger than `limit` bytes */
  read(name: string, limit: number): Promise<Buffer>;
  /**
   * Unpacks a file that must have just this size and digest. Nothing is left of one that has not.
   *
   * @throws ZipProblem
   */
  unpack(name: string, target: string, expected: { bytes: number; sha256: string }, signal: AbortSignal): Promise<void>;
  close(): void;
}

/** A zip that is broken, or made to do harm. */
export class ZipProblem extends Error {}

/** An artifact of ours holds ten files. */
const maximumEntries = 1_000;
/** Two million users with every property. */
const longestFile = 4 * 10 ** 9;
/** Lists of users shrink to a tenth; a bomb unpacks to a thousand times its size. */
const maximumRatio = 200;
const ratioMatters = 16 * 1024 * 1024;
/** Bytes that are inflated at once: each time another thread is woken, which costs more than to inflate 16 KiB. */
const chunkSize = 256 * 1024;
const deflated = 8;

/**
 * Reads the table of contents of a zip. Names that lead out of a folder make the whole of it unusable.
 *
 * @throws ZipProblem
 */
export async function openArtifactZip(path: string): Promise<ArtifactZip> {
  const zip = await guard(() => openPromise(path, { autoClose: false, strictFileNames: true }));
  const entries = new Map<string, Entry>();
  try {
    await guard(async () => {
      if (zip.entryCount > maximumEntries) throw new ZipProblem('it holds thousands of files');
      for await (const entry of zip.eachEntry()) {
        if (entries.has(entry.fileName)) throw new ZipProblem('it holds two files of one name');
        entries.set(entry.fileName, entry);
      }
    });
  } catch (error) {
    zip.close();
    throw error;
  }

  function entryOf(name: string, limit: number): Entry {
    const entry = entries.get(name);
    if (entry === undefined) throw new ZipProblem(`it holds no ${name}`);
    const { uncompressedSize, compressedSize } = entry;
    if (entry.isEncrypted()) throw new ZipProblem(`its ${name} is encrypted`);
    if (uncompressedSize > Math.min(limit, longestFile)) throw new ZipProblem(`its ${name} is enormous`);
    if (uncompressedSize > ratioMatters && uncompressedSize > compressedSize * maximumRatio) {
      throw new ZipProblem(`its ${name} unpacks to more than ${maximumRatio} times its size`);
    }
    return entry;
  }

  async function opened(entry: Entry): Promise<Readable> {
    if (entry.compressionMethod !== deflated) return zip.openReadStreamPromise(entry);
    const inflated = createInflateRaw({ chunkSize });
    // Whoever reads it is told of errors on both sides.
    return pipeline(await zip.openReadStreamPromise(entry, { decompress: false }), inflated, () => {});
  }

  /** As many bytes as the table of contents says, or an error as soon as there are more. */
  async function* chunksOf(entry: Entry): AsyncGenerator<Buffer> {
    let bytes = 0;
    for await (const chunk of await opened(entry)) {
      bytes += chunk.length;
      if (bytes > entry.uncompressedSize) throw new ZipProblem(`its ${entry.fileName} is larger than it says`);
      yield chunk;
    }
    if (bytes < entry.uncompressedSize) throw new ZipProblem(`its ${entry.fileName} is smaller than it says`);
  }

  return {
    has: (name) => entries.has(name),
    read: (name, limit) => guard(async () => Buffer.concat(await Array.fromAsync(chunksOf(entryOf(name, limit))))),
    unpack: (name, target, { bytes, sha256 }, signal) =>
      guard(async () => {
        const entry = entryOf(name, longestFile);
        if (entry.uncompressedSize !== bytes)
          throw new ZipProblem(`its ${name} has not the size that its manifest says`);
        const file = createBlockWriter(await open(target, 'wx', 0o600));
        try {
          try {
            for await (const chunk of chunksOf(entry)) {
              signal.throwIfAborted();
              await file.write([chunk]);
            }
          } finally {
            await file.end();
          }
          if (file.sha256() !== sha256) throw new ZipProblem(`its ${name} has not the SHA-256 that its manifest says`);
        } catch (error) {
          await rm(target, { force: true });
          throw error;
        }
      }),
    close: () => zip.close(),
  };
}

/** What the zip reader and the inflater throw becomes a {@link ZipProblem}; the disk's own troubles stay. */
async function guard<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (error instanceof ZipProblem || /^E[A-Z]+$/.test(code ?? '')) throw error;
    throw new ZipProblem(`the zip is broken (${message.slice(0, 120)})`);
  }
}
