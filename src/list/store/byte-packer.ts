import { isUtf8 } from 'node:buffer';
import { licensesProperty } from '../../users/license-names.ts';
import { accountKind } from '../../users/tally.ts';
import { isPlainId } from '../../users/user.ts';
import { createCellWriter, licensesCell } from '../formats/csv.ts';
import { copyText, copyTexts, endOfRow, put } from './copied-cells.ts';
import {
  closeBrace,
  comma,
  createNested,
  endOfWhole,
  f,
  isKeyAt,
  type Key,
  keyOf,
  lineFeed,
  mostNested,
  n,
  openBracket,
  quote,
  standsAt,
  t,
  valueEnd,
} from './plain-values.ts';
import { beginRecord, endRecord, type Records } from './user-record.ts';
import type { ValueWatch } from './value-watch.ts';

/**
 * This file, plain-values.ts and copied-cells.ts are there for speed alone. A plain version of it parses the user and packs what the writers of lines and rows
 * make of it: test/list/store/plain-packer.ts, with which the tests compare what comes out of here, byte by byte.
 *
 * Graph writes nearly every user as a line of users.jsonl has it: the selected properties in their order, no white
 * space, no escape sequences. Such a user is copied. Making an object of it, and texts of the object again, would be
 * most of the work of the whole audit.
 *
 * Whatever is not plain at first sight is left to JSON.parse and to the writers of lines and rows, which would write
 * a plain user in the same way.
 */

/**
 * Packs the user whose first byte is at `at`, if it stands as it will be written.
 *
 * @returns where it ends; -1 when it does not stand so, or not as a whole, and nothing was packed
 */
export type BytePacker = (bytes: Buffer, at: number, records: Records, ids: string[]) => number;

/**
 * @param properties what a line holds, in its order; with one that takes a cell of CSV for each of its members no user at
 *   all is copied
 * @param csv whether rows of CSV are wanted
 * @param watch told of every user that is copied
 */
export function createBytePacker(properties: readonly string[], csv: boolean, watch?: ValueWatch): BytePacker {
  const cellOf = csv ? createCellWriter(properties) : () => '';
  // Here the fast way ends for everybody, because of a single property. Nobody would see more of it than a slow audit:
  // the tests keep such a property out of the audit set.
  if (cellOf === undefined) return () => -1;
  const keys = properties.map((name, index) => keyOf(`${index === 0 ? '{' : ','}${JSON.stringify(name)}:`));
  const starts = new Int32Array(properties.length);
  const ends = new Int32Array(properties.length);
  const [enabledAt, typeAt] = ['accountEnabled', 'userType'].map((name) => properties.indexOf(name));
  const nested = createNested(cellOf);
  const licensesAt = csv ? properties.indexOf(licensesProperty) : -1;
  /** Those that were met before, by their JSON: they are the same for many users. */
  const licensesCells = new Map<string, string>();

  let viewed: Buffer = Buffer.alloc(0);
  let view = new DataView(viewed.buffer);
  /** Whether everything from the first user in these bytes on is UTF-8; if not, each user is looked at by itself. */
  let isAllUtf8 = false;

  /** Notes where each value is. @returns where the user ends, or -1 */
  function find(bytes: Buffer, from: number): number {
    if (bytes !== viewed) {
      viewed = bytes;
      view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      isAllUtf8 = isUtf8(bytes.subarray(from, endOfWhole(bytes)));
    }
    let at = from;
    for (let index = 0; index < keys.length; index += 1) {
      const key = keys[index] as Key;
      if (!isKeyAt(view, bytes, at, key)) return -1;
      at += key.length;
      starts[index] = at;
      at = valueEnd(bytes, at, nested);
      if (at < 0) return -1;
      ends[index] = at;
    }
    if (bytes[at] !== closeBrace) return -1;
    at += 1;
    return isAllUtf8 || isUtf8(bytes.subarray(from, at)) ? at : -1;
  }

  /** @returns the values that a kind is made of, and null for all others */
  function valueAt(bytes: Buffer, index = -1): boolean | string | null {
    if (index < 0) return null;
    const start = starts[index] as number;
    if (bytes[start] === t) return true;
    if (bytes[start] === f) return false;
    if (standsAt(bytes, start, member)) return 'Member';
    return standsAt(bytes, start, guest) ? 'Guest' : null;
  }

  /** @returns the cell of names, which stands behind that of the licences themselves */
  function namesOfLicenses(bytes: Buffer): string {
    if (licensesAt < 0) return '';
    const [start, end] = [starts[licensesAt] as number, ends[licensesAt] as number];
    if (bytes[start] !== openBracket || end - start === 2) return '';
    const text = bytes.toString('utf8', start, end);
    const known = licensesCells.get(text);
    if (known !== undefined) return known;
    const cell = licensesCell(JSON.parse(text));
    if (licensesCells.size < mostNested) licensesCells.set(text, cell);
    return cell;
  }

  function writeRow(bytes: Buffer, block: Buffer, from: number, licenses: string): number {
    let to = from;
    for (let index = 0; index < keys.length; index += 1) {
      if (index > 0) {
        block[to] = comma;
        to += 1;
      }
      to = writeCell(bytes, starts[index] as number, ends[index] as number, block, to);
      if (index === licensesAt) to += block.write(`,${licenses}`, to);
    }
    return put(block, to, endOfRow);
  }

  function writeCell(bytes: Buffer, start: number, end: number, block: Buffer, to: number): number {
    const first = bytes[start];
    if (first === n) return to;
    if (first === t || first === f) return to + bytes.copy(block, to, start, end);
    const copied =
      first === quote ? copyText(bytes, start + 1, end - 1, block, to) : copyTexts(bytes, start, end, block, to);
    if (copied >= 0) return copied;
    const text = bytes.toString('utf8', start, end);
    return to + block.write(nested.get(text) ?? cellOf?.(JSON.parse(text)) ?? '', to);
  }

  return (bytes, at, records, ids) => {
    const end = find(bytes, at);
    // The id comes first.
    const idStart = starts[0] as number;
    if (end < 0 || bytes[idStart] !== quote) return -1;
    const id = bytes.toString('utf8', idStart + 1, (ends[0] as number) - 1);
    if (!isPlainId(id)) return -1;
    watch?.seeBytes((place) => bytes[starts[place] as number] === n);
    const kind = accountKind({ id, accountEnabled: valueAt(bytes, enabledAt), userType: valueAt(bytes, typeAt) });
    const length = end - at;
    const licenses = namesOfLicenses(bytes);
    // Quotes in a cell are doubled, a semicolon may have an apostrophe behind it, and two quotes and an apostrophe come
    // round it; a name may be longer than the id that it is of.
    const longestRow = csv ? 2 * length + 4 * keys.length + 1 + Buffer.byteLength(licenses) : 0;
    const start = beginRecord(records, 2 * length + 1 + longestRow);
    const { block } = records;
    const line = start + block.write(id, start);
    bytes.copy(block, line, at, end);
    const row = line + length + 1;
    block[row - 1] = lineFeed;
    endRecord(records, { line, row, end: csv ? writeRow(bytes, block, row, licenses) : row, kind });
    ids.push(id);
    return end;
  };
}

const [member, guest] = [Buffer.from('"Member"'), Buffer.from('"Guest"')];
