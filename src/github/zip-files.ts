import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { crc32 } from 'node:zlib';
import { Failure } from '../base/failure.ts';
import { createFollowedFile } from '../disk/followed-file.ts';
import type { FileToPack, Packing, UploadPlaces } from '../host.ts';
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
    work = work.then(next).catch((reason) => {
      zip.fail(reason);
      // What others write needs the room.
      return zip.close();
    });
  }

  async function pack({ path, sha256 }: FileToPack): Promise<void> {
    const handle = await open(path, flags);
    try {
      const hash = createHash('sha256');
      const name = Buffer.from(relative(kept, path).split(sep).join('/'));
      const entry = { name, packedAt: new Date(now()), offset: zip.length, crc: 0, size: 0, packedSize: 0 };
      await zip.write(localHeader(entry));
      const from = zip.length;
      for await (const packed of deflatedPieces(handle, (piece) => {
        hash.update(piece);
        entry.crc = crc32(piece, entry.crc);
        entry.size += piece.length;
      })) {
        await zip.write(packed);
      }
      if (hash.digest('hex') !== sha256) throw new Error('It is not what was written.');
      entry.packedSize = zip.length - from;
      await zip.write(dataDescriptor(entry));
      entries.push(entry);
    } finally {
      await handle.close();
    }
  }

  return {
    add(file) {
      then(async () => {
        try {
          await pack(file);
        } catch (error) {
          throw error instanceof Failure ? error : new Failure('file-changed', { name: file.name }, error);
        }
      });
    },
    finish() {
      then(async () => {
        await zip.write(directoryOf(entries, zip.length));
        zip.end();
      });
      return zip;
    },
    async drop() {
      zip.fail(new Error('Nobody wants this zip any more.'));
      await work;
      await zip.close();
    },
  };
}
