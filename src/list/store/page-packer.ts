import { accountKind } from '../../users/tally.ts';
import { createLineWriter, type GraphUser, managerProperty, withManager } from '../../users/user.ts';
import { createRowWriter } from '../formats/csv.ts';
import { createBytePacker } from './byte-packer.ts';
import { packUser, type Records, recordsIn } from './user-record.ts';

/** The users of one page, packed as they came. */
export interface UserPage {
  readonly length: number;
  ids: string[];
  records: Records;
}

/** Packs the users of one page. */
export interface PagePacker {
  user(user: GraphUser): void;
  /** There for speed: takes the user whose bytes begin at `at`. @returns where it ends; -1 when it has to be parsed */
  takeBytes?: ((bytes: Buffer, at: number) => number) | undefined;
  end(): UserPage;
  drop(): void;
}

/** Makes and takes back the blocks of pages: left to the garbage collector, dead ones pile up by the dozen. */
export interface PagePackers {
  begin(): PagePacker;
  /** The page has been dealt with. */
  recycle(page: UserPage): void;
}

const firstBlockBytes = 256 * 1024;

/**
 * @param properties what a line holds, in its order
 * @param csv whether rows of CSV are wanted
 */
export function createPagePackers(properties: readonly string[], csv: boolean): PagePackers {
  const lineOf = createLineWriter(properties);
  const rowOf = csv ? createRowWriter(properties) : () => '';
  const changes = properties.includes(managerProperty);
  const packBytes = changes ? undefined : createBytePacker(properties, csv);
  const free: Buffer[] = [];
  return {
    begin() {
      // Only when the first user comes: many pages are waited for, and few come at once.
      let records: Records | undefined;
      const opened = () => {
        records ??= recordsIn(free.pop() ?? Buffer.allocUnsafeSlow(firstBlockBytes));
        return records;
      };
      const ids: string[] = [];
      return {
        user(given) {
          const user = changes ? withManager(given) : given;
          ids.push(user.id);
          packUser(opened(), { id: user.id, kind: accountKind(user), line: `${lineOf(user)}\n`, row: rowOf(user) });
        },
        takeBytes: packBytes && ((bytes, at) => packBytes(bytes, at, opened(), ids)),
        end: () => ({ length: ids.length, ids, records: opened() }),
        drop() {
          if (records) free.push(records.block);
        },
      };
    },
    recycle: ({ records }) => free.push(records.block),
  };
}
