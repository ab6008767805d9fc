import { parseLossless } from '../base/lossless-json.ts';
import { type GraphUser, typeProperty } from '../users/user-type.ts';
import {
  clearRecords,
  lineStart,
  packUser,
  type Records,
  recordEnd,
  recordId,
  recordsIn,
  rowStart,
  usersIn,
} from './store/user-record.ts';
import { createUserStore } from './store/user-store.ts';

/**
 * What is to be told of users in the order of the list, noted down while they come: in any order, and some of them twice.
 * They are parsed and looked at once, while they are in hand; the notes are sorted on disk as the list is.
 */
export interface UserNotes {
  /** Takes the users of a page, as they lie in its records. */
  add(page: Records): void;
  addUsers(users: Iterable<GraphUser>): void;
  /**
   * Tells every user once, sorted by id: of two with one id, the one that came later. Can be asked for once.
   *
   * @param tell gets the user with no more than the properties of the notes, and what was said of him
   * @param flush waited for between two portions
   */
  tell(tell: (user: GraphUser, said: string) => void, flush: () => Promise<void>): Promise<void>;
}

const pageBytes = 256 * 1024;
/** Bytes held in memory before they are sorted and written: the list itself has as much again. */
const limit = 4 * 1024 * 1024;

/**
 * @param folder see {@link createUserStore}
 * @param properties what is kept of a user; that he is of another type than the usual always is
 * @param say looks at a user as he came. @returns what is kept of that; '' for nothing
 */
export function createUserNotes(
  folder: string,
  properties: readonly string[],
  say: (user: GraphUser) => string,
): UserNotes {
  const store = createUserStore(folder, limit);
  const kept = [...new Set([typeProperty, ...properties])].filter((name) => name !== 'id');
  const records = recordsIn(Buffer.allocUnsafeSlow(pageBytes));

  function addUsers(users: Iterable<GraphUser>): void {
    const ids: string[] = [];
    clearRecords(records);
    for (const user of users) {
      const line = JSON.stringify(kept.map((name) => user[name] ?? null));
      ids.push(user.id);
      packUser(records, { id: user.id, kind: 0, line, row: say(user) });
    }
    store.add({ length: ids.length, ids, records });
  }

  function userOf(id: string, line: string): GraphUser {
    const values = parseLossless(line) as unknown[];
    const user: Record<string, unknown> & { id: string } = { id };
    for (const [index, name] of kept.entries()) user[name] = values[index];
    return user;
  }

  return {
    add: (page) => addUsers(usersIn(page)),
    addUsers,
    async tell(tell, flush) {
      for (const { block, starts, end } of store.portions()) {
        for (const start of starts) {
          const row = rowStart(block, start);
          const user = userOf(recordId(block, start), block.toString('utf8', lineStart(block, start), row));
          tell(user, block.toString('utf8', row, recordEnd(block, start, end)));
        }
        await flush();
      }
      store.clear();
    },
  };
}
