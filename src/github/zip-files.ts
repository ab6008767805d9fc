import { createHash, type Hash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { crc32 } from 'node:zlib';
import { Failure } from '../base/failure.ts';
import { createFollowedFile } from '../disk/followed-file.ts';
import type { Packing, UploadPlaces } from '../host.ts';
import { deflatedPieces } from './deflated-pieces.ts';
import { dataDescriptor, directoryOf, localHeader, type ZipEntry } from './zip-format.ts';

/** A link in the place of a file is not followed, a pipe is not waited for. */
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Begins a zip, which is made on disk as fast as the cores are, and may be read meanwhile.
 *
 * The libraries for it deflate one piece after the other, and take checksums in JavaScript: that was a tenth of all work
 * for a large audit.
 *
 * @param places of the files, whose names in the zip are relative to it, and for what is being made
 * @param now milliseconds since the epoch
 */
export function beginZip({ kept, scratch }: UploadPlaces, now: () => number): Packing {
  const zip = createFollowedFile(join(scratch, `zip-${randomUUID()}`));
  const entries: ZipEntry[] = [];
  let work = Promise.resolve();

  /** One after the other. */
  function then(next: () => Promise<void>): void {
    work = work.then(next).catch(zip.fail);
  }

  async function pack(path: string, hash: Hash | undefined): Promise<void> {
    const handle = await open(path, flags);
    try {
      const name = Buffer.from(relative(kept, path).split(sep).join('/'));
      const entry = { name, packedAt: new Date(now()), offset: zip.length, crc: 0, size: 0, packedSize: 0 };
      await zip.write(localHeader(entry));
      const from = zip.length;
      for await (const packed of deflatedPieces(handle, (piece) => {
        hash?.update(piece);
        entry.crc = crc32(piece, entry.crc);
        entry.size += piece.length;
      })) {
        await zip.write(packed);
      }
      entry.packedSize = zip.length - from;
      await zip.write(dataDescriptor(entry));
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
        await zip.write(directoryOf(entries, zip.length));
        zip.end();
      });
      return zip.content();
    },
    async drop() {
      zip.fail(new Error('Nobody wants this zip any more.'));
      await work;
      await zip.close();
    },
  };
}
