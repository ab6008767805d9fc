import { count, plural } from '../base/numbers.ts';
import { type Comparison, whyNotInRecycleBin } from '../compare/comparison.ts';
import type { OutputFolder } from '../disk/output-folder.ts';
import type { Manifest } from '../evidence/manifest.ts';
import { recycleBin, type UsersQuery } from '../graph/query.ts';
import { readSideList, type SideListOutcome } from '../graph/side-list.ts';
import type { Host } from '../host.ts';
import { createDeletedList, type WrittenDeletedList } from '../list/deleted-list.ts';
import type { Disclosure } from '../privacy/disclosure.ts';
import { permissionToList } from '../problems/graph-refusal.ts';
import { deletedProperties } from '../users/deleted-user.ts';
import type { Session } from './sign-in.ts';

/** The recycle bin, which is read while the list is. */
export interface DeletedUsers {
  /** Begins to read at the first call, and only then; nobody has to wait for it. */
  begin(): void;
  /** Waits until all is read, and lets the mask see everybody. */
  seenBy(disclosure: Disclosure): Promise<void>;
  /** Waits until all is read, says what came of it, and writes the file. */
  finish(disclosure: Disclosure | undefined): Promise<RecycleBin>;
}

/** What became of the recycle bin. */
export interface RecycleBin {
  /** Undefined where it was not read. */
  list: WrittenDeletedList | undefined;
  /** For the manifest; null when it was not asked for. */
  outcome: Manifest['deletedUsers'];
}

/** @param wanted the input `deleted-users` */
export function createDeletedUsers(
  wanted: boolean,
  { client, graphUrl, roles }: Session,
  folder: OutputFolder,
  { pace, log, signal }: Pick<Host, 'pace' | 'log' | 'signal'>,
): DeletedUsers {
  const list = createDeletedList(folder, signal);
  let reading: Promise<SideListOutcome | null> | undefined;

  function read(): Promise<SideListOutcome | null> {
    if (!wanted) return Promise.resolve(null);
    const query: UsersQuery = {
      ...{ graphUrl, properties: deletedProperties, place: recycleBin },
      ...{ filter: '', includeManager: false, advanced: false },
    };
    return readSideList(client, query, { pace, permission: permissionToList, roles }, list);
  }

  function begun(): Promise<SideListOutcome | null> {
    reading ??= read();
    return reading;
  }

  return {
    begin() {
      // What goes wrong is told when its turn comes.
      begun().catch(() => {});
    },
    async seenBy(disclosure) {
      if ((await begun())?.status === 'read') list.see(disclosure);
    },
    async finish(disclosure) {
      const outcome = await begun();
      if (outcome === null) return { list: undefined, outcome };
      if (outcome.status === 'read') {
        const written = await list.write(disclosure);
        log.info(`The recycle bin holds ${plural(written.users, 'user')}, deleted in the last 30 days.`);
        return { list: written, outcome: { ...outcome, users: written.users } };
      }
      // When the audit as a whole is over, it is not skipped.
      signal.throwIfAborted();
      list.clear();
      log.warning(
        `The recycle bin was skipped: ${outcome.reason}. When users were deleted is not known; the list of users is not affected. To do without it, set deleted-users: false.`,
      );
      return { list: undefined, outcome };
    },
  };
}

/** What summary and report tell of it: numbers. @returns undefined when it was not asked for */
export function recycleBinText(
  { outcome }: RecycleBin,
  comparison: Comparison | undefined,
  list: { isFiltered: boolean; isComplete: boolean },
): string | undefined {
  if (outcome === null) return undefined;
  if (outcome.status === 'skipped') return `skipped: ${outcome.reason}`;
  const { counts, inRecycleBin } = comparison ?? {};
  const held = `${plural(outcome.users, 'user')}, deleted in the last 30 days`;
  if (counts === undefined || inRecycleBin === undefined || counts.removed === 0) return held;
  const rest = counts.removed - inRecycleBin;
  const others = rest === 0 ? '' : `; ${count(rest)} not: ${whyNotInRecycleBin(list)}`;
  return `${held}. Of the removed, ${count(inRecycleBin)} in it${others}`;
}
