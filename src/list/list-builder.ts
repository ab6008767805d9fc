import type { FileInProgress, OutputFolder } from '../disk/output-folder.ts';
import { type FormatName, listFormats } from './formats/index.ts';
import { type Mask, maskList } from './masked-list.ts';
import type { AddedProperty } from './store/added-property.ts';
import { createPagePackers, type PagePacker, type UserPage } from './store/page-packer.ts';
import type { Records } from './store/user-record.ts';
import { createUserStore } from './store/user-store.ts';
import { createValueWatch, type MissingValues } from './store/value-watch.ts';
import { createUsersOutput } from './users-output.ts';
import { type UserFiles, writeUserFiles } from './write-list.ts';

/** Where users go as they are read: through a sort on disk into the files, still under temporary names. */
export interface ListBuilder {
  begin(): PagePacker;
  /** @returns waited for before more is read, where there is something to wait for */
  add(page: UserPage): void | Promise<void>;
  /** Writes the files. @param added what was read apart, and stands behind all else; undefined where nothing came of it */
  finish(...added: readonly (AddedProperty | undefined)[]): Promise<WrittenList>;
  /** Forgets the users and what was written of them, for another reading. */
  clear(): Promise<void>;
}

/** Looks on while users come. */
export interface ListWatcher {
  /**
   * @param page is its own from now on
   * @param giveBack gets the block of the page when it is no longer needed
   * @returns waited for before more is read, where there is something to wait for
   */
  add(page: Records, giveBack: (block: Buffer) => void): void | Promise<void>;
  /** All have come. */
  end(): void;
  /** They will all come once more. */
  clear(): void;
}

/** The list as it was written, whole but not yet under its names. */
export interface WrittenList extends UserFiles {
  /** How many distinct users it holds. */
  users: number;
  /** Whether somebody came more than once, and not as the same: he was changed while the list was read. */
  changedMeanwhile: boolean;
  /** What stands in a line, in its order. */
  properties: readonly string[];
  /** Path of users.jsonl while it has its temporary name. */
  lines: string;
  /** The list as it is, by which rules judge; where nothing is hidden it is the same. */
  truth: { lines: string; properties: readonly string[] };
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
  /** What is hidden of users; undefined hides nothing. */
  mask?: Mask | undefined;
  watcher?: ListWatcher | undefined;
  /** Stops the work in mid-list. */
  signal: AbortSignal;
}

export function createListBuilder(options: ListBuilderOptions): ListBuilder {
  const { folder, formats, properties, output, mask, watcher, signal } = options;
  const watch = createValueWatch(properties, options.named);
  const csv = formats.some((name) => listFormats[name].hasRows);
  const pages = createPagePackers(properties, csv && mask === undefined, watch);
  const store = createUserStore(folder.scratch);
  const usersOutput = createUsersOutput();
  let files: readonly FileInProgress[] = [];
  let time = 0;

  function* published(portions: Iterable<Records>): Generator<Records> {
    for (const records of portions) {
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
      if (watcher === undefined) return pages.recycle(page.records.block);
      return watcher.add(page.records, pages.recycle);
    },
    async finish(...given) {
      watcher?.end();
      const added = given.filter((one) => one !== undefined);
      const all = [...properties, ...added.map(({ property }) => property)];
      const portions = () =>
        added.reduce<Iterable<Records>>((users, property) => property.addTo(users), store.portions());
      time += 1;
      const masked =
        mask &&
        (await maskList(portions, {
          ...{ mask, folder: folder.scratch, properties: all, csv, signal },
          // Each time has a file of its own.
          name: `true-users-${time}`,
        }));
      const shown = masked ?? { portions, properties: all, hasTypes: pages.hasTypes };
      const lines = published(shown.portions());
      const written = await writeUserFiles(folder, lines, formats, shown.properties, shown.hasTypes);
      files = written.files;
      masked?.clear();
      const { changedMeanwhile } = store;
      // While Graph counts, and not at the end, when somebody waits.
      store.clear();
      return {
        ...written,
        users: written.tally.users,
        changedMeanwhile,
        properties: shown.properties,
        lines: folder.partial(listFormats.jsonl.name),
        truth: { lines: masked?.lines ?? folder.partial(listFormats.jsonl.name), properties: all },
        missingValues: written.tally.users === 0 ? { neverSent: [], alwaysNull: [] } : watch.missing(),
        usersOutput: usersOutput.text,
      };
    },
    async clear() {
      await Promise.all(files.map((file) => file.discard()));
      files = [];
      watcher?.clear();
      usersOutput.clear();
      watch.reset();
      store.clear();
    },
  };
}
