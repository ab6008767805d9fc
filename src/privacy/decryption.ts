import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { abortable } from '../base/abortable.ts';
import { Failure } from '../base/failure.ts';
import { createScratchFile } from '../disk/scratch-file.ts';
import { loadAge, maximumHeader, versionLine } from './age.ts';

/** Opens encrypted files of earlier audits. Whoever knows a recipient can make one: that it opens proves nothing. */
export interface Decryption {
  /**
   * Writes what is in an encrypted file into a plain one, portion by portion. What was written of one that turns out
   * to be damaged stays, for whoever removes the folder.
   *
   * @param target path of a file that is not there yet; for the runner's own user alone
   * @param signal stops it between two portions
   * @throws ClosedFile, Failure `disk-full`, `disk-refused`; or the signal's reason
   */
  decrypt(path: string, target: string, signal: AbortSignal): Promise<void>;
}

/** An encrypted file that does not open; the message says why, and holds nothing of it. */
export class ClosedFile extends Error {
  /** Whether it is whole, as far as one can see, and encrypted to others. */
  readonly isForOthers: boolean;

  constructor(message: string, isForOthers = false) {
    super(message);
    this.isForOthers = isForOthers;
  }
}

/** @param identities as age-keygen writes them; with none among them, nothing can be opened */
export function createDecryption(identities: readonly string[]): Decryption | undefined {
  if (identities.length === 0) return undefined;
  return {
    async decrypt(path, target, signal) {
      if (!(await hasHeader(path))) throw new ClosedFile('it has no header of age');
      const { Decrypter } = await loadAge();
      const decrypter = new Decrypter();
      for (const identity of identities) decrypter.addIdentity(identity);
      const sealed = createReadStream(path, { highWaterMark: portionBytes });
      const file = createScratchFile(target);
      try {
        const opening = decrypter.decrypt(Readable.toWeb(sealed) as ReadableStream<Uint8Array>);
        for await (const portion of await abortable(opening, signal)) {
          signal.throwIfAborted();
          await file.write([portion]);
        }
      } catch (error) {
        signal.throwIfAborted();
        throw error instanceof Failure ? error : closed(error);
      } finally {
        sealed.destroy();
        await file.end();
      }
    },
  };
}

/** What age encrypts at once, in bytes: portion and tag. */
const portionBytes = 64 * 1024 + 16;

/** The library's own words quote what it stumbled over. */
function closed(error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  // Of the disk: another time it may open.
  if (code !== undefined) return error;
  return message.startsWith('no identity matched')
    ? new ClosedFile('no identity in age-identity opens it', true)
    : new ClosedFile('it is cut, was changed, or is no file of age');
}

/** Whether a file begins as one of age. @param path of a file that is there */
export async function isEncryptedFile(path: string): Promise<boolean> {
  return (await startOf(path, versionLine.length)).toString('latin1') === versionLine;
}

/** Looks for the end of the header: the library reads one to its end, however long it is. */
async function hasHeader(path: string): Promise<boolean> {
  const start = (await startOf(path, maximumHeader)).toString('latin1');
  return start.startsWith(versionLine) && start.includes('\n--- ');
}

async function startOf(path: string, bytes: number): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
