import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, mkdir, mkdtemp, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../directory/failure.ts';

/** A file that was written whole. */
export interface WrittenFile {
  name: string;
  path: string;
  bytes: number;
  /** Lower-case hex. */
  sha256: string;
}

/** A file in the making: it gets its name only when it is whole. */
export interface FileInProgress {
  write(chunks: readonly Uint8Array[]): Promise<void>;
  /** Ends the file, still under its temporary name. */
  close(): Promise<void>;
  /** Gives the file its name. */
  publish(): Promise<WrittenFile>;
  /** Removes a file that was closed and not published. */
  discard(): Promise<void>;
}

/** Where everything is written to. Directory data is for the runner's own user only: folder 0700, files 0600. */
export interface OutputDirectory {
  readonly path: string;
  /** A folder for what nobody is to see; goes with `discard`. */
  readonly scratch: string;
  create(name: string): Promise<FileInProgress>;
  /** Removes what is not whole. */
  discard(): Promise<void>;
}

/** Every name that this Action ever publishes: leftovers of an earlier audit in the same folder must not look like ours. */
const ownNames = ['manifest.json', 'users.jsonl', 'users.json', 'users.csv'];

/**
 * Makes the output directory ready.
 *
 * @param wanted absolute path; undefined makes a fresh folder below `parent`
 * @throws Failure `disk-full`, `disk-refused`
 */
export async function openOutputDirectory(wanted: string | undefined, parent: string): Promise<OutputDirectory> {
  const path = await guardDisk(wanted ?? parent, async () => {
    if (wanted === undefined) return mkdtemp(join(parent, 'entra-user-audit-'));
    await mkdir(wanted, { recursive: true, mode: 0o700 });
    for (const name of ownNames) await rm(join(wanted, name), { force: true });
    return wanted;
  });
  // A hidden folder of our own: two names for one file can never meet, and one removal takes all of it away.
  const temporary = await guardDisk(path, () => mkdtemp(join(path, '.partial-')));
  return {
    path,
    scratch: temporary,
    create: (name) => createFile(join(temporary, name), join(path, name), name),
    discard: () => rm(temporary, { recursive: true, force: true }),
  };
}

/** Runs a file operation; what the system says about disks and rights becomes a {@link Failure} that names the path. */
export async function guardDisk<T>(path: string, operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new Failure('disk-full', { path }, error);
    if (typeof code === 'string' && /^E[A-Z]+$/.test(code))
      throw new Failure('disk-refused', { path, reason: code }, error);
    throw error;
  }
}

const bufferBytes = 256 * 1024;

async function createFile(temporary: string, path: string, name: string): Promise<FileInProgress> {
  const handle = await guardDisk(path, () => open(temporary, 'wx', 0o600));
  const writer = createWriter(handle);
  const written = (): WrittenFile => ({ name, path, bytes: writer.bytes(), sha256: writer.sha256() });
  return {
    write: (chunks) => guardDisk(path, () => writer.write(chunks)),
    close: () => guardDisk(path, () => writer.end()),
    async publish() {
      await guardDisk(path, () => rename(temporary, path));
      return written();
    },
    discard: () => rm(temporary, { force: true }),
  };
}

interface Writer {
  write(chunks: readonly Uint8Array[]): Promise<void>;
  end(): Promise<void>;
  bytes(): number;
  sha256(): string;
}

/** Gathers small chunks and hashes what it writes. */
function createWriter(handle: FileHandle): Writer {
  const hash: Hash = createHash('sha256');
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  let bytes = 0;
  let digest = '';

  async function flush(): Promise<void> {
    const block = Buffer.concat(pending, pendingBytes);
    pending = [];
    pendingBytes = 0;
    hash.update(block);
    for (let offset = 0; offset < block.length; ) {
      offset += (await handle.write(block, offset)).bytesWritten;
    }
  }

  return {
    async write(chunks) {
      for (const chunk of chunks) {
        pending.push(chunk);
        pendingBytes += chunk.length;
        bytes += chunk.length;
      }
      if (pendingBytes >= bufferBytes) await flush();
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
