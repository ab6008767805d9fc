import { createLineWriter, signInDates, signInProperty } from '../../users/user.ts';
import type { GraphUser } from '../../users/user-type.ts';
import { createRowWriter, rowEnd } from '../formats/csv.ts';
import type { PagePacker, UserPage } from './page-packer.ts';
import {
  clearRecords,
  lineStart,
  packUser,
  type Records,
  recordEnd,
  recordId,
  recordKind,
  recordsIn,
  rowStart,
  type UserTexts,
} from './user-record.ts';
import { createUserStore } from './user-store.ts';

/** Sorts the sign-in activity of users by id, on disk, and adds it to them. */
export interface SignInStore {
  /** Every user is parsed: only some dates of it are kept. */
  begin(): Omit<PagePacker, 'plain'>;
  add(page: UserPage): void;
  /** @param users sorted by id. @returns the same with their sign-in activity; `null` for whoever has none */
  addTo(users: Iterable<Records>): Iterable<Records>;
  /** How many users of `addTo` the pass did not hold: their `null` says nothing. */
  readonly missing: number;
}

const limit = 2 * 1024 * 1024;
const blockBytes = 64 * 1024;

/** @param folder see {@link createUserStore} */
export function createSignInStore(folder: string): SignInStore {
  const store = createUserStore(folder, limit);
  const lineOf = createLineWriter([signInProperty]);
  const rowOf = createRowWriter([signInProperty]);
  const endsOf = (user: GraphUser): Ends => ({ line: `,${lineOf(user).slice(1)}\n`, row: `,${rowOf(user)}` });
  const none = endsOf({ id: '' });
  let missing = 0;

  return {
    begin() {
      const records = recordsIn(Buffer.allocUnsafeSlow(blockBytes));
      const ids: string[] = [];
      return {
        user({ id, [signInProperty]: activity }) {
          ids.push(id);
          packUser(records, { id, kind: 0, ...endsOf({ id, [signInProperty]: datesOf(activity) }) });
        },
        end: () => ({ length: ids.length, ids, records }),
        drop() {},
      };
    },
    add: store.add,
    get missing() {
      return missing;
    },
    *addTo(users) {
      missing = 0;
      const signIns = eachUser(store.portions());
      let next = signIns.next();
      const joined = recordsIn(Buffer.allocUnsafeSlow(blockBytes));
      for (const portion of users) {
        clearRecords(joined);
        for (const user of eachUser([portion])) {
          while (!next.done && next.value.id < user.id) next = signIns.next();
          const own = !next.done && next.value.id === user.id ? next.value : undefined;
          if (own === undefined) missing += 1;
          packUser(joined, withEnds(user, own ?? none));
        }
        yield joined;
      }
    },
  };
}

/** What stands at the end of a user's line and row when one more property is written, in place of their own ends. */
type Ends = Pick<UserTexts, 'line' | 'row'>;

/**
 * A user whose line and row go on with one more property. They are cut and continued as texts: what stands before is
 * written already and stays as it is, and writing it anew would mean to parse every line of the directory once more.
 */
function withEnds({ id, kind, line, row }: UserTexts, ends: Ends): UserTexts {
  return {
    id,
    kind,
    line: line.slice(0, -'}\n'.length) + ends.line,
    row: row === '' ? '' : row.slice(0, -rowEnd.length) + ends.row,
  };
}

/** @returns the three dates; the ids of requests beside them would only make each day differ from the one before */
function datesOf(activity: unknown): unknown {
  if (activity === null || activity === undefined) return null;
  const sent = activity as Record<string, unknown>;
  return Object.fromEntries(signInDates.map((name) => [name, sent[name] ?? null]));
}

function* eachUser(portions: Iterable<Records>): Generator<UserTexts> {
  for (const { block, starts, end } of portions) {
    for (const start of starts) {
      const [line, row] = [lineStart(block, start), rowStart(block, start)];
      yield {
        id: recordId(block, start),
        kind: recordKind(block, start),
        line: block.toString('utf8', line, row),
        row: block.toString('utf8', row, recordEnd(block, start, end)),
      };
    }
  }
}
