import type { SecondReading } from '../users/reconcile.ts';
import { createPagePackers, type PagePacker, type UserPage } from './store/page-packer.ts';
import { usersIn } from './store/user-record.ts';
import { createUserStore } from './store/user-store.ts';
import { openUserLines } from './user-lines.ts';

/** Takes the users of a list a second time, sorts them on disk, and compares them with the list. */
export interface SecondReadingStore {
  begin(): PagePacker;
  add(page: UserPage): void;
  /**
   * @param list.lines path of users.jsonl
   * @param begun when the list was begun, in milliseconds since the epoch: whoever was created since is not missing
   */
  compare(list: { lines: string }, begun: number): Promise<SecondReading>;
}

/** Milliseconds by which the clock of this machine may be ahead of Graph's. */
const clockDifference = 60_000;

/**
 * @param folder where the sort has its files
 * @param properties `id` and `createdDateTime`
 */
export function createSecondReading(folder: string, properties: readonly string[]): SecondReadingStore {
  const pages = createPagePackers(properties, false);
  const store = createUserStore(folder);
  return {
    begin: pages.begin,
    add(page) {
      store.add(page);
      pages.recycle(page.records.block);
    },
    async compare(list, begun) {
      const listed = openUserLines(list.lines);
      const found: SecondReading = { users: 0, notListed: 0, onlyListed: 0 };
      try {
        let ids = (await listed.next()).map(({ id }) => id);
        /** Passes those of the list who come before `id`. @returns whether it is there */
        const isListed = async (id: string | undefined) => {
          for (;;) {
            if (ids.length === 0) ids = (await listed.next()).map((line) => line.id);
            const [first] = ids;
            if (first === undefined || (id !== undefined && first > id)) return false;
            ids.shift();
            if (first === id) return true;
            found.onlyListed += 1;
          }
        };
        for (const records of store.portions()) {
          for (const { id, createdDateTime } of usersIn(records)) {
            found.users += 1;
            const isNew = Date.parse(String(createdDateTime)) >= begun - clockDifference;
            if (!(await isListed(id)) && !isNew) found.notListed += 1;
          }
        }
        await isListed(undefined);
      } finally {
        await listed.close();
        store.clear();
      }
      return found;
    },
  };
}
