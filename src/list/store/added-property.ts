import { createLineWriter } from '../../users/user.ts';
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

/** A property that was read apart from the list: sorts it by the users' ids, on disk, and adds it to them. */
export interface AddedProperty {
  readonly property: string;
  /** Every user is parsed: only some of the value is kept. */
  begin(): PagePacker;
  add(page: UserPage): void;
  /** @param users sorted by id. @returns the same with the property; `null` for whoever it was not read of */
  addTo(users: Iterable<Records>): Iterable<Records>;
  /** How many users of `addTo` it was not read of: their `null` says nothing. */
  readonly missing: number;
}

const limit = 2 * 1024 * 1024;
const blockBytes = 64 * 1024;

/**
 * @param folder see {@link createUserStore}
 * @param keptOf what is kept of a user's property
 */
export function createAddedProperty(
  folder: string,
  property: string,
  keptOf: (user: GraphUser) => unknown,
): AddedProperty {
  const store = createUserStore(folder, limit);
  const lineOf = createLineWriter([property]);
  const rowOf = createRowWriter([property]);
  const endsOf = (user: GraphUser): Ends => ({ line: `,${lineOf(user).slice(1)}\n`, row: `,${rowOf(user)}` });
  const none = endsOf({ id: '' });
  let missing = 0;

  return {
    property,
    begin() {
      const records = recordsIn(Buffer.allocUnsafeSlow(blockBytes));
      const ids: string[] = [];
      return {
        user(user) {
          const { id } = user;
          const ends = endsOf({ id, [property]: keptOf(user) });
          ids.push(id);
          packUser(records, { id, kind: 0, ...ends });
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
      const added = eachUser(store.portions());
      let next = added.next();
      const joined = recordsIn(Buffer.allocUnsafeSlow(blockBytes));
      for (const portion of users) {
        clearRecords(joined);
        for (const user of eachUser([portion])) {
          while (!next.done && next.value.id < user.id) next = added.next();
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
