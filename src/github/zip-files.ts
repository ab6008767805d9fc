import { createHash } from 'node:crypto';
import { constants, type ReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { PassThrough } from 'node:stream';
import { ZipFile } from 'yazl';
import { Failure } from '../base/failure.ts';
import type { FileToPack, Packing } from '../host.ts';

/** Level 6, the usual one, takes more than twice the time of this one for a sixth less. */
const compressionLevel = 1;
/** Bytes that are made before somebody reads them: half of the zip of 100,000 users. */
const ahead = 16 * 1024 * 1024;
/** A link in the place of a file is not followed, a pipe is not waited for. */
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Begins a zip.
 *
 * @param folder that the files are in: their names in the zip are relative to it
 */
export function beginZip(folder: string): Packing {
  const zip = new ZipFile();
  const content = new PassThrough({ readableHighWaterMark: ahead });
  const reading = new Set<ReadStream>();
  const nameOf = (path: string) => relative(folder, path).split(sep).join('/');

  function drop(error?: Error): void {
    for (const stream of reading) stream.destroy();
    content.destroy(error);
  }

  /** @returns the file, and breaks the zip before it hears of the end of one that is not what was written */
  async function checked({ name, path, sha256 }: FileToPack): Promise<ReadStream> {
    const changed = (cause?: unknown) => new Failure('file-changed', { name }, cause);
    const handle = await open(path, flags).catch((error: unknown) => {
      throw changed(error);
    });
    const stream = handle.createReadStream();
    if (content.destroyed) stream.destroy();
    const hash = createHash('sha256');
    reading.add(stream);
    stream.on('close', () => reading.delete(stream));
    stream.on('error', (error) => drop(changed(error)));
    stream.on('data', (chunk) => hash.update(chunk));
    stream.on('end', () => {
      if (hash.digest('hex') !== sha256) drop(changed());
    });
    return stream;
  }

  zip.on('error', drop);
  // It may break before somebody reads it, who is told then.
  content.on('error', () => {});
  zip.outputStream.pipe(content);
  return {
    add(file) {
      zip.addReadStreamLazy(nameOf(file.path), { compressionLevel, mode: 0o100600 }, (begin) => {
        checked(file).then((stream) => begin(null, stream), drop);
      });
    },
    finish(files) {
      for (const path of files) zip.addFile(path, nameOf(path), { compressionLevel });
      zip.end();
      return content;
    },
    drop,
  };
}
