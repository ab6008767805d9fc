import {
  constants,
  copyFile,
  link,
  lstat,
  mkdir,
  mkdtemp,
  open,
  readdir,
  realpath,
  rename,
  rm,
} from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../base/failure.ts';
import { createBlockWriter } from './block-writer.ts';
import { folderName, hiddenName } from './clear-folder.ts';
import { whyNotPrivate } from './private-folder.ts';

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
  /** Keeps a closed file in {@link OutputFolder.kept} as well; once. @returns its path there */
  keep(): Promise<string>;
  /** Gives the file its name. */
  publish(): Promise<void>;
  /** Removes a file that has its name already. */
  withdraw(): Promise<void>;
  /** Removes a file that was closed and not published. */
  discard(): Promise<void>;
}

/** The places of an output folder, as any thread knows them. */
export interface FolderPlaces {
  readonly path: string;
  /** A folder for what nobody is to see; it goes with the output folder's disposal, as all does that is not whole. */
  readonly scratch: string;
  /** A folder in there, for what is whole and is handed on: nobody can put something else in its place. */
  readonly kept: string;
}

/** Where files are made. */
export interface FolderOfFiles extends FolderPlaces {
  create(name: string): Promise<FileInProgress>;
  /** A file that another thread has written whole: it is there, under its temporary name. */
  adopt(written: WrittenFile): FileInProgress;
  /** Where a file of that name is until it is published. */
  partial(name: string): string;
}

/** Where everything is written to. Directory data is for the runner's own user only: folder 0700, files 0600. */
export interface OutputFolder extends FolderOfFiles, AsyncDisposable {
  /**
   * Empties the scratch folder now, not with the disposal: whatever happens from here on, nothing of it is left.
   *
   * @throws Failure `disk-refused`
   */
  removeScratch(): Promise<void>;
}

/**
 * Makes the output directory ready.
 *
 * @param wanted absolute path, which nobody else may write to; undefined makes a fresh folder below `parent`
 * @param ownNames every name that is ever published: leftovers of an earlier audit in the same folder must not look like
 *   today's files
 * @throws Failure `disk-full`, `disk-refused`, `folder-shared`
 */
export async function openOutputFolder(
  wanted: string | undefined,
  parent: string,
  ownNames: readonly string[],
): Promise<OutputFolder> {
  const path = await guardDisk(wanted ?? parent, async () => {
    if (wanted === undefined) return mkdtemp(join(parent, folderName));
    await mkdir(wanted, { recursive: true, mode: 0o700 });
    return realpath(wanted);
  });
  if (wanted === undefined) await removeKilled(parent);
  else await clearWanted(path, ownNames);
  // A hidden folder of our own: two names for one file can never meet, and one removal takes all of it away.
  const temporary = await guardDisk(path, () => mkdtemp(join(path, `${hiddenName}${process.pid}-`)));
  const kept = join(temporary, 'kept');
  await guardDisk(kept, () => mkdir(kept, { mode: 0o700 }));
  return {
    ...folderOfFiles({ path, scratch: temporary, kept }),
    removeScratch: () =>
      guardDisk(temporary, async () => {
        for (const name of await readdir(temporary)) {
          // What is kept for the upload is what was published: it is no plain text.
          if (join(temporary, name) === kept) continue;
          await rm(join(temporary, name), { recursive: true, force: true, maxRetries: 5 });
        }
      }),
    // A part of the list that is still on its way may be at work in there.
    [Symbol.asyncDispose]: () => rm(temporary, { recursive: true, force: true, maxRetries: 5 }).catch(() => {}),
  };
}

export function folderOfFiles({ path, scratch, kept }: FolderPlaces): FolderOfFiles {
  // Even in there, nothing that is not whole bears the name of something whole.
  const partial = (name: string) => join(scratch, `${name}.partial`);
  const placesOf = (name: string) => ({ name, temporary: partial(name), kept, path: join(path, name) });
  return {
    ...{ path, scratch, kept, partial },
    create: (name) => createFile(placesOf(name)),
    adopt: (written) => ({
      append: refuseMore,
      ready: refuseMore,
      write: refuseMore,
      close: refuseMore,
      written: () => written,
      ...namesOf(placesOf(written.name)),
    }),
  };
}

function refuseMore(): never {
  throw new TypeError('The file is whole.');
}

async function clearWanted(folder: string, ownNames: readonly string[]): Promise<void> {
  const reason = await guardDisk(folder, async () => whyNotPrivate(folder));
  if (reason !== undefined) throw new Failure('folder-shared', { path: folder, reason });
  await removeLeftovers(folder, ownNames);
}

/** What audits left below RUNNER_TEMP that were killed: their folders, unless what is in them is whole. */
async function removeKilled(parent: string): Promise<void> {
  const names = await readdir(parent).catch((): string[] => []);
  for (const name of names.filter((one) => one.startsWith(folderName))) {
    const folder = join(parent, name);
    // Not a link, and not what is somebody else's.
    const found = await lstat(folder).catch(() => undefined);
    if (!found?.isDirectory() || found.uid !== (process.geteuid?.() ?? found.uid)) continue;
    const inside = await readdir(folder).catch((): string[] => []);
    const left = inside.filter((one) => one.startsWith(hiddenName) && !isAtWork(one));
    const gone =
      inside.includes('manifest.json') || left.length === 0 ? left.map((one) => join(folder, one)) : [folder];
    for (const path of gone) await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}

/** Whether the process is there that made a hidden folder: its number is in the name. */
function isAtWork(name: string): boolean {
  const pid = Number(name.slice(hiddenName.length).split('-')[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as { code?: unknown }).code === 'EPERM';
  }
}

/** Of an earlier audit: its files, and the folder that it left when it was killed. */
async function removeLeftovers(folder: string, ownNames: readonly string[]): Promise<void> {
  for (const name of [...ownNames, ...(await guardDisk(folder, () => readdir(folder)))]) {
    const path = join(folder, name);
    const recursive = name.startsWith(hiddenName);
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

interface FilePlaces {
  name: string;
  /** Until it is whole. */
  temporary: string;
  /** The folder. */
  kept: string;
  path: string;
}

async function createFile(places: FilePlaces): Promise<FileInProgress> {
  const { name, temporary, path } = places;
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
    ...namesOf(places),
  };
}

/** What becomes of a file that is whole. */
function namesOf({
  name,
  temporary,
  kept,
  path,
}: FilePlaces): Pick<FileInProgress, 'keep' | 'publish' | 'withdraw' | 'discard'> {
  let keeping: Promise<string> | undefined;
  return {
    keep() {
      keeping ??= guardDisk(kept, () => alsoName(temporary, join(kept, name)));
      return keeping;
    },
    publish: () => guardDisk(path, () => rename(temporary, path)),
    withdraw: () => rm(path, { force: true }),
    discard: () => rm(temporary, { force: true }),
  };
}

/** A second name for a file; a copy where the disk knows no second names. @returns the second */
async function alsoName(path: string, second: string): Promise<string> {
  await link(path, second).catch(() => copyFile(path, second, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE));
  return second;
}
