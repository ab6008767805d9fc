import { accountKind, isOtherType } from '../../users/tally.ts';
import { createLineWriter, managerProperty, withManager } from '../../users/user.ts';
import type { GraphUser } from '../../users/user-type.ts';
import { createRowWriter } from '../formats/csv.ts';
import { createBytePacker } from './byte-packer.ts';
import { createSpellingCheck } from './spelling.ts';
import { packUser, type Records, recordsIn } from './user-record.ts';
import { createValueWatch, type ValueWatch } from './value-watch.ts';

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
  /** The page that lies in the block has been dealt with. */
  recycle(block: Buffer): void;
  /** Whether there was a user of another type than the usual. */
  readonly hasTypes: boolean;
}

const firstBlockBytes = 256 * 1024;

/**
 * @param properties what a line holds, in its order
 * @param csv whether rows of CSV are wanted
 * @param watch told of every user
 */
export function createPagePackers(
  properties: readonly string[],
  csv: boolean,
  watch: ValueWatch = createValueWatch(properties, []),
): PagePackers {
  const lineOf = createLineWriter(properties);
  const rowOf = csv ? createRowWriter(properties) : () => '';
  const changes = properties.includes(managerProperty);
  const packBytes = changes ? undefined : createBytePacker(properties, csv, watch);
  const checkSpelling = createSpellingCheck(properties);
  let hasTypes = false;
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
          checkSpelling(given);
          const user = changes ? withManager(given) : given;
          const kind = accountKind(user);
          hasTypes ||= isOtherType(kind);
          watch.see(user);
          ids.push(user.id);
          packUser(opened(), { id: user.id, kind, line: `${lineOf(user)}\n`, row: rowOf(user) });
        },
        takeBytes: packBytes && ((bytes, at) => packBytes(bytes, at, opened(), ids)),
        end: () => ({ length: ids.length, ids, records: opened() }),
        drop() {
          if (records) free.push(records.block);
        },
      };
    },
    recycle: (block) => void free.push(block),
    get hasTypes() {
      return hasTypes;
    },
  };
}
