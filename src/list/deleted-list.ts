import type { FileInProgress, OutputFolder } from '../disk/output-folder.ts';
import { deletedProperties, deletedUser } from '../users/deleted-user.ts';
import { type Mask, maskList } from './masked-list.ts';
import { createPagePackers, type PagePacker, type UserPage } from './store/page-packer.ts';
import { lineStart, rowStart, usersIn } from './store/user-record.ts';
import { createUserStore } from './store/user-store.ts';

/** Where users of the recycle bin go as they are read: through a sort on disk into deleted-users.jsonl. */
export interface DeletedList {
  begin(): PagePacker;
  add(page: UserPage): void;
  /** Lets the mask see everybody: what is hidden of them must not stand in what is published of others. */
  see(mask: Pick<Mask, 'see'>): void;
  /** Writes the file, still under its temporary name. @param mask what is hidden; undefined hides nothing */
  write(mask: Mask | undefined): Promise<WrittenDeletedList>;
  /** Forgets everything. */
  clear(): void;
}

/** The recycle bin as it was written; each file is sorted by id. */
export interface WrittenDeletedList {
  file: FileInProgress;
  /** How many distinct users it holds. */
  users: number;
  /** As it may be seen: a path, and what stands in a line. */
  shown: DeletedLines;
  /** As it is, by which rules judge; where nothing is hidden it is the same. */
  truth: DeletedLines;
}

export interface DeletedLines {
  lines: string;
  properties: readonly string[];
}

export const deletedListName = 'deleted-users.jsonl';

/** Bytes held in memory before they go to disk: there are few in most directories. */
const limit = 1024 * 1024;

export function createDeletedList(folder: OutputFolder, signal: AbortSignal): DeletedList {
  const pages = createPagePackers(deletedProperties, false);
  const store = createUserStore(folder.scratch, limit);

  return {
    begin() {
      const { user, end, drop } = pages.begin();
      return { user: (given) => user(deletedUser(given)), end, drop };
    },
    add(page) {
      signal.throwIfAborted();
      store.add(page);
      pages.recycle(page.records.block);
    },
    see(mask) {
      for (const records of store.portions()) for (const user of usersIn(records)) mask.see(user);
    },
    async write(mask) {
      const truth = { lines: folder.partial(deletedListName), properties: deletedProperties };
      const masked =
        mask &&
        (await maskList(store.portions, {
          ...{ mask, signal, folder: folder.scratch, csv: false },
          ...{ name: 'true-deleted-users', properties: deletedProperties },
        }));
      const file = await folder.create(deletedListName);
      let users = 0;
      for (const { block, starts } of (masked ?? store).portions()) {
        signal.throwIfAborted();
        for (const start of starts) file.append(block, lineStart(block, start), rowStart(block, start));
        users += starts.length;
        await file.ready();
      }
      await file.close();
      masked?.clear();
      store.clear();
      return {
        file,
        users,
        shown: masked ? { lines: truth.lines, properties: masked.properties } : truth,
        truth: masked ? { lines: masked.lines, properties: deletedProperties } : truth,
      };
    },
    clear: store.clear,
  };
}
