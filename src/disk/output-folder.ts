import { mkdir, mkdtemp, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../base/failure.ts';
import { createBlockWriter } from './block-writer.ts';

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
  /** Takes a copy of some bytes. */
  append(bytes: Uint8Array, start?: number, end?: number): void;
  /** Resolves when there is room for more. */
  ready(): Promise<void>;
  /** Takes a copy of some bytes; resolves when there is room for more. */
  write(chunks: readonly Uint8Array[]): Promise<void>;
  /** Ends the file, still under its temporary name. */
  close(): Promise<void>;
  /** What was written; known after the end. */
  written(): WrittenFile;
  /** Gives the file its name. */
  publish(): Promise<void>;
  /** Removes a file that has its name already. */
  withdraw(): Promise<void>;
  /** Removes a file that was closed and not published. */
  discard(): Promise<void>;
}

/** Where everything is written to. Directory data is for the runner's own user only: folder 0700, files 0600. */
export interface OutputFolder extends AsyncDisposable {
  readonly path: string;
  /** A folder for what nobody is to see; it goes with the output folder's disposal, as all does that is not whole. */
  readonly scratch: string;
  create(name: string): Promise<FileInProgress>;
  /** Where a file of that name is until it is published. */
  partial(name: string): string;
  /**
   * Empties the scratch folder now, not with the disposal: whatever happens from here on, nothing of it is left.
   *
   * @throws Failure `disk-refused`
   */
  removeScratch(): Promise<void>;
}

/** How the folder begins that everything is in until it is whole. */
const hiddenFolder = '.entra-user-audit-';

/**
 * Makes the output directory ready.
 *
 * @param wanted absolute path; undefined makes a fresh folder below `parent`
 * @param ownNames every name that is ever published: leftovers of an earlier audit in the same folder must not look like
 *   today's files
 * @throws Failure `disk-full`, `disk-refused`
 */
export async function openOutputFolder(
  wanted: string | undefined,
  parent: string,
  ownNames: readonly string[],
): Promise<OutputFolder> {
  const path = await guardDisk(wanted ?? parent, async () => {
    if (wanted === undefined) return mkdtemp(join(parent, 'entra-user-audit-'));
    await mkdir(wanted, { recursive: true, mode: 0o700 });
    return wanted;
  });
  if (wanted !== undefined) await removeLeftovers(path, ownNames);
  // A hidden folder of our own: two names for one file can never meet, and one removal takes all of it away.
  const temporary = await guardDisk(path, () => mkdtemp(join(path, hiddenFolder)));
  // Even in there, nothing that is not whole bears the name of something whole.
  const partial = (name: string) => join(temporary, `${name}.partial`);
  return {
    path,
    scratch: temporary,
    create: (name) => createFile(partial(name), join(path, name), name),
    partial,
    removeScratch: () =>
      guardDisk(temporary, async () => {
        for (const name of await readdir(temporary)) {
          await rm(join(temporary, name), { recursive: true, force: true, maxRetries: 5 });
        }
      }),
    // A part of the list that is still on its way may be at work in there.
    [Symbol.asyncDispose]: () => rm(temporary, { recursive: true, force: true, maxRetries: 5 }).catch(() => {}),
  };
}

/** Of an earlier audit: its files, and the folder that it left when it was killed. */
async function removeLeftovers(folder: string, ownNames: readonly string[]): Promise<void> {
  for (const name of [...ownNames, ...(await guardDisk(folder, () => readdir(folder)))]) {
    const path = join(folder, name);
    const recursive = name.startsWith(hiddenFolder);
    if (recursive || ownNames.includes(name)) await guardDisk(path, () => rm(path, { force: true, recursive }));
  }
}

/** Runs a file operation; what the system says about disks and rights becomes a {@link Failure} that names the path. */
export async function guardDisk<T>(path: string, operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    throw diskFailure(path, error);
  }
}

/** {@link guardDisk} for an operation that nobody waits for. */
export function guardDiskSync<T>(path: string, operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    throw diskFailure(path, error);
  }
}

function diskFailure(path: string, error: unknown): unknown {
  const { code } = error as { code?: unknown };
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Failure('disk-full', { path }, error);
  // Node puts a prefix of its own before one of the system's codes: ERR_FS_EISDIR.
  const reason = /^(?:ERR_FS_)?(E[A-Z]+)$/.exec(String(code))?.[1];
  return reason === undefined ? error : new Failure('disk-refused', { path, reason }, error);
}

async function createFile(temporary: string, path: string, name: string): Promise<FileInProgress> {
  const handle = await guardDisk(path, () => open(temporary, 'wx', 0o600));
  const writer = createBlockWriter(handle);
  return {
    append: writer.append,
    write: (chunks) => guardDisk(path, () => writer.write(chunks)),
    ready: async () => {
      if (writer.isFull()) await guardDisk(path, writer.flush);
    },
    close: () => guardDisk(path, () => writer.end()),
    written: () => ({ name, path, bytes: writer.bytes(), sha256: writer.sha256() }),
    publish: () => guardDisk(path, () => rename(temporary, path)),
    withdraw: () => rm(path, { force: true }),
    discard: () => rm(temporary, { force: true }),
  };
}
