import type { FileInProgress, OutputFolder } from '../disk/output-folder.ts';
import { signInProperty } from '../users/user.ts';
import { type FormatName, listFormats } from './formats/index.ts';
import { createPagePackers, type PagePacker, type UserPage } from './store/page-packer.ts';
import type { SignInStore } from './store/sign-in-store.ts';
import type { Records } from './store/user-record.ts';
import { createUserStore } from './store/user-store.ts';
import { createValueWatch, type MissingValues } from './store/value-watch.ts';
import { createUsersOutput } from './users-output.ts';
import { type UserFiles, writeUserFiles } from './write-list.ts';

/** Where users go as they are read: through a sort on disk into the files, still under temporary names. */
export interface ListBuilder {
  begin(): PagePacker;
  add(page: UserPage): void;
  /** Writes the files. @param signIns what a second pass adds to each user; undefined when there is nothing to add */
  finish(signIns: SignInStore | undefined): Promise<WrittenList>;
  /** Forgets the users and what was written of them, for another reading. */
  clear(): Promise<void>;
}

/** The list as it was written, whole but not yet under its names. */
export interface WrittenList extends UserFiles {
  /** How many distinct users it holds. */
  users: number;
  /** What stands in a line, in its order. */
  properties: readonly string[];
  /** Path of users.jsonl while it has its temporary name. */
  lines: string;
  /** What was asked for by name and is on no user; nothing where there are no users. */
  missingValues: MissingValues;
  /** The list for the `users` output. @throws Failure `users-output-too-large` */
  usersOutput(): string;
}

export interface ListBuilderOptions {
  folder: OutputFolder;
  /** With jsonl among them: it is what the list is read from again. */
  formats: readonly FormatName[];
  properties: readonly string[];
  /** Those among them that somebody asked for by name. */
  named: readonly string[];
  /** Keep the list for the `users` output as well. */
  output: boolean;
  /** Stops the work in mid-list. */
  signal: AbortSignal;
}

export function createListBuilder(options: ListBuilderOptions): ListBuilder {
  const { folder, formats, properties, output, signal } = options;
  const watch = createValueWatch(properties, options.named);
  const pages = createPagePackers(
    properties,
    formats.some((name) => listFormats[name].hasRows),
    watch,
  );
  const store = createUserStore(folder.scratch);
  const usersOutput = createUsersOutput();
  let files: readonly FileInProgress[] = [];

  function* portions(signIns: SignInStore | undefined): Generator<Records> {
    for (const records of signIns?.addTo(store.portions()) ?? store.portions()) {
      signal.throwIfAborted();
      if (output) usersOutput.add(records);
      yield records;
    }
  }

  return {
    begin: pages.begin,
    add(page) {
      signal.throwIfAborted();
      store.add(page);
      pages.recycle(page);
    },
    async finish(signIns) {
      const all = signIns ? [...properties, signInProperty] : properties;
      const written = await writeUserFiles(folder, portions(signIns), formats, all, pages.hasTypes);
      files = written.files;
      // While Graph counts, and not at the end, when somebody waits.
      store.clear();
      return {
        ...written,
        users: written.tally.users,
        properties: all,
        lines: folder.partial(listFormats.jsonl.name),
        missingValues: written.tally.users === 0 ? { neverSent: [], alwaysNull: [] } : watch.missing(),
        usersOutput: usersOutput.text,
      };
    },
    async clear() {
      await Promise.all(files.map((file) => file.discard()));
      files = [];
      usersOutput.clear();
      watch.reset();
      store.clear();
    },
  };
}
