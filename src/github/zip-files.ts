import { createHash } from 'node:crypto';
import { constants, type ReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { PassThrough } from 'node:stream';
import { ZipFile } from 'yazl';
import { Failure } from '../base/failure.ts';
import type { Packing } from '../host.ts';

/** Level 6, the usual one, takes more than twice the time of this one for a sixth less. */
const compressionLevel = 1;
/** Bytes that are made before somebody reads them: an eighth of the zip of 100,000 users. */
const ahead = 4 * 1024 * 1024;
/** Bytes that are read at once: each block goes through six streams and to another thread, and of small ones that is most of it. */
const blockBytes = 256 * 1024;
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

  /** Reads a file when its turn comes. Where that fails the zip breaks. */
  function add(path: string, watch: (stream: ReadStream) => void, failureOf: (cause: unknown) => unknown): void {
    zip.addReadStreamLazy(nameOf(path), { compressionLevel, mode: 0o100600 }, (begin) => {
      const fail = (cause: unknown) => drop(failureOf(cause) as Error);
      open(path, flags).then((handle) => {
        const stream = handle.createReadStream({ highWaterMark: blockBytes });
        if (content.destroyed) stream.destroy();
        reading.add(stream);
        stream.on('close', () => reading.delete(stream));
        stream.on('error', fail);
        watch(stream);
        begin(null, stream);
      }, fail);
    });
  }

  zip.on('error', drop);
  // It may break before somebody reads it, who is told then.
  content.on('error', () => {});
  zip.outputStream.pipe(content);
  return {
    add({ name, path, sha256 }) {
      const changed = (cause?: unknown) => new Failure('file-changed', { name }, cause);
      const hash = createHash('sha256');
      const watch = (stream: ReadStream) => {
        stream.on('data', (chunk) => hash.update(chunk));
        // Before the zip hears of the end of what is not what was written.
        stream.on('end', () => {
          if (hash.digest('hex') !== sha256) drop(changed());
        });
      };
      add(path, watch, changed);
    },
    finish(files) {
      for (const path of files) {
        add(
          path,
          () => {},
          (cause) => cause,
        );
      }
      zip.end();
      return content;
    },
    drop,
  };
}
