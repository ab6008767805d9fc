import type { Tally } from '../directory/tally.ts';
import type { GraphUser } from '../directory/user.ts';
import type { FormatName } from './inputs.ts';
import type { FileInProgress, OutputDirectory } from './output-directory.ts';
import { writeUserFiles } from './user-files.ts';
import type { UserRecord } from './user-records.ts';
import { createUserStore } from './user-store.ts';
import { createUsersOutput } from './users-output.ts';

/** Where users go as they are read: through a sort on disk into the files, still under temporary names. */
export interface FilesSink {
  prepare(users: readonly GraphUser[]): UserRecord[];
  add(records: readonly UserRecord[]): Promise<void>;
  /** Writes the files. @returns how many distinct users they hold */
  finish(): Promise<number>;
  clear(): Promise<void>;
  /** What `finish` wrote. */
  readonly files: readonly FileInProgress[];
  readonly tally: Tally;
  /** The list for the `users` output. @throws Failure `users-output-too-large` */
  usersOutput(): string;
}

export interface FilesSinkOptions {
  directory: OutputDirectory;
  formats: readonly FormatName[];
  properties: readonly string[];
  /** Keep the list for the `users` output as well. */
  output: boolean;
  /** Stops the work in mid-list. */
  signal: AbortSignal;
  /** Told when a page has become records, and when as many have been written. */
  onPageDone(): void;
}

export function createFilesSink({
  directory,
  formats,
  properties,
  output,
  signal,
  onPageDone,
}: FilesSinkOptions): FilesSink {
  const store = createUserStore({ folder: directory.scratch, properties, csv: formats.includes('csv') });
  const usersOutput = createUsersOutput();
  let written: Awaited<ReturnType<typeof writeUserFiles>> | undefined;

  async function* portions(): AsyncGenerator<UserRecord[]> {
    for await (const records of store.portions()) {
      signal.throwIfAborted();
      if (output) usersOutput.add(records);
      yield records;
      onPageDone();
    }
  }

  return {
    prepare: store.prepare,
    async add(records) {
      signal.throwIfAborted();
      // Before waiting for anything: fifteen others may come before this goes on.
      onPageDone();
      await store.add(records);
    },
    async finish() {
      written = await writeUserFiles(directory, portions(), formats, properties);
      return written.tally.users;
    },
    async clear() {
      await Promise.all(written?.files.map((file) => file.discard()) ?? []);
      written = undefined;
      usersOutput.clear();
      await store.clear();
    },
    get files() {
      return whole(written).files;
    },
    get tally() {
      return whole(written).tally;
    },
    usersOutput: usersOutput.text,
  };
}

function whole<T>(written: T | undefined): T {
  if (written === undefined) throw new TypeError('The files were asked for before the list was whole.');
  return written;
}
