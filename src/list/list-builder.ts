import type { FileInProgress, OutputFolder } from '../disk/output-folder.ts';
import type { CreationDates } from '../users/creation-dates.ts';
import type { Tally } from '../users/tally.ts';
import { signInProperty } from '../users/user.ts';
import { type FormatName, listFormats } from './formats/index.ts';
import { createPagePackers, type PagePacker, type UserPage } from './store/page-packer.ts';
import type { SignInStore } from './store/sign-in-store.ts';
import type { Records } from './store/user-record.ts';
import { createUserStore } from './store/user-store.ts';
import { createUsersOutput } from './users-output.ts';
import { type UserFiles, writeUserFiles } from './write-list.ts';

/** Where users go as they are read: through a sort on disk into the files, still under temporary names. */
export interface ListBuilder {
  begin(): PagePacker;
  add(page: UserPage): void;
  /** Writes the files. @returns how many distinct users they hold */
  finish(): Promise<number>;
  clear(): Promise<void>;
  /** What `finish` wrote. */
  readonly files: readonly FileInProgress[];
  readonly tally: Tally;
  readonly creationDates: CreationDates;
  /** What stands in a line, in its order. */
  readonly properties: readonly string[];
  /** The list for the `users` output. @throws Failure `users-output-too-large` */
  usersOutput(): string;
}

export interface ListBuilderOptions {
  directory: OutputFolder;
  formats: readonly FormatName[];
  properties: readonly string[];
  /** Keep the list for the `users` output as well. */
  output: boolean;
  /** Stops the work in mid-list. */
  signal: AbortSignal;
  /** Asked when the list is there: what a second pass adds to it. Undefined when there is none, or nothing came of it. */
  secondPass: () => Promise<SignInStore | undefined>;
}

export function createListBuilder(options: ListBuilderOptions): ListBuilder {
  const { directory, formats, properties, output, signal, secondPass } = options;
  const pages = createPagePackers(
    properties,
    formats.some((name) => listFormats[name].hasRows),
  );
  const store = createUserStore(directory.scratch);
  const usersOutput = createUsersOutput();
  let written: (UserFiles & { properties: readonly string[] }) | undefined;

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
    async finish() {
      const signIns = await secondPass();
      const all = signIns ? [...properties, signInProperty] : properties;
      written = { ...(await writeUserFiles(directory, portions(signIns), formats, all)), properties: all };
      // While Graph counts, and not at the end, when somebody waits.
      store.clear();
      return written.tally.users;
    },
    async clear() {
      await Promise.all(written?.files.map((file) => file.discard()) ?? []);
      written = undefined;
      usersOutput.clear();
      store.clear();
    },
    get files() {
      return whole(written).files;
    },
    get tally() {
      return whole(written).tally;
    },
    get creationDates() {
      return whole(written).creationDates;
    },
    get properties() {
      return whole(written).properties;
    },
    usersOutput: usersOutput.text,
  };
}

function whole<T>(written: T | undefined): T {
  if (written === undefined) throw new TypeError('The files were asked for before the list was whole.');
  return written;
}
