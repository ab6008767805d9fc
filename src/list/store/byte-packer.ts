import { isUtf8 } from 'node:buffer';
import { accountKind } from '../../users/tally.ts';
import { hasKeysInOrder, isPlainId } from '../../users/user.ts';
import { createCellWriter, rowEnd } from '../formats/csv.ts';
import { csvCell, formulaSigns, listSeparator } from '../formats/csv-cells.ts';
import { beginRecord, endRecord, type Records } from './user-record.ts';

/**
 * This file is there for speed alone. A plain version of it parses the user and packs what the writers of lines and rows
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
 * @param properties what a line holds, in its order; with one that takes several cells of CSV no user at all is copied
 * @param csv whether rows of CSV are wanted
 */
export function createBytePacker(properties: readonly string[], csv: boolean): BytePacker {
  const cellOf = csv ? createCellWriter(properties) : () => '';
  // Here the fast way ends for everybody, because of a single property. Nobody would see more of it than a slow audit:
  // the tests keep such a property out of the audit set.
  if (cellOf === undefined) return () => -1;
  const keys = properties.map((name, index) => keyOf(`${index === 0 ? '{' : ','}${JSON.stringify(name)}:`));
  const starts = new Int32Array(properties.length);
  const ends = new Int32Array(properties.length);
  const [enabledAt, typeAt] = ['accountEnabled', 'userType'].map((name) => properties.indexOf(name));
  const nested = createNested(cellOf);

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

  function writeRow(bytes: Buffer, block: Buffer, from: number): number {
    let to = from;
    for (let index = 0; index < keys.length; index += 1) {
      if (index > 0) {
        block[to] = comma;
        to += 1;
      }
      to = writeCell(bytes, starts[index] as number, ends[index] as number, block, to);
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
    const kind = accountKind({ id, accountEnabled: valueAt(bytes, enabledAt), userType: valueAt(bytes, typeAt) });
    const length = end - at;
    // Quotes in a cell are doubled, and two of them and an apostrophe may come round it.
    const start = beginRecord(records, 2 * length + 1 + (csv ? 2 * length + 4 * keys.length : 0));
    const { block } = records;
    const line = start + block.write(id, start);
    bytes.copy(block, line, at, end);
    const row = line + length + 1;
    block[row - 1] = lineFeed;
    endRecord(records, { line, row, end: csv ? writeRow(bytes, block, row) : row, kind });
    ids.push(id);
    return end;
  };
}

/** Bytes of a character in UTF-8. */
const longestCharacter = 4;

/** @returns the end without a last character of several bytes: a chunk can end in the middle of one */
function endOfWhole(bytes: Buffer): number {
  const tail = bytes.subarray(-longestCharacter);
  const lead = tail.findLastIndex((byte) => byte < 0x80 || byte >= 0xc0);
  return lead < 0 || (tail[lead] as number) < 0x80 ? bytes.length : bytes.length - tail.length + lead;
}

const [quote, backslash, comma, space, lineFeed] = [0x22, 0x5c, 0x2c, 0x20, 0x0a];
const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d];
const [n, t, f] = [0x6e, 0x74, 0x66];
const [isNull, isTrue, isFalse] = [Buffer.from('null'), Buffer.from('true'), Buffer.from('false')];
const [member, guest] = [Buffer.from('"Member"'), Buffer.from('"Guest"')];

/** Objects in values that were met before, as they stand in JSON, and their cells. */
interface Nested {
  get(text: string): string | undefined;
  /** True when the value would be written in the same way again. */
  isCanonical(text: string): boolean;
}

/** Licences are the same for many users; more different ones than that are not kept. */
const mostNested = 500;

function createNested(cellOf: (value: unknown) => string): Nested {
  const known = new Map<string, string>();
  return {
    get: (text) => known.get(text),
    isCanonical(text) {
      if (known.has(text)) return true;
      try {
        const value: unknown = JSON.parse(text);
        if (JSON.stringify(value) !== text || !hasKeysInOrder(value)) return false;
        if (known.size < mostNested) known.set(text, cellOf(value));
        return true;
      } catch {
        return false;
      }
    },
  };
}

/** Two thirds of a page are keys: they are compared four bytes at a time. */
interface Key {
  length: number;
  words: Uint32Array;
  tail: Uint8Array;
}

function keyOf(text: string): Key {
  const bytes = Buffer.from(text);
  const words = Uint32Array.from({ length: bytes.length >> 2 }, (_, index) => bytes.readUInt32LE(4 * index));
  return { length: bytes.length, words, tail: bytes.subarray(4 * words.length) };
}

function isKeyAt(view: DataView, bytes: Buffer, at: number, { length, words, tail }: Key): boolean {
  if (at + length > bytes.length) return false;
  for (let index = 0; index < words.length; index += 1) {
    if (view.getUint32(at + 4 * index, true) !== words[index]) return false;
  }
  return standsAt(bytes, at + 4 * words.length, tail);
}

function standsAt(bytes: Buffer, at: number, word: Uint8Array): boolean {
  for (let index = 0; index < word.length; index += 1) if (bytes[at + index] !== word[index]) return false;
  return true;
}

/** @returns the end of the value that begins at `at`; -1 when it is cut or not plain */
function valueEnd(bytes: Buffer, at: number, nested: Nested): number {
  switch (bytes[at]) {
    case quote:
      return textEnd(bytes, at + 1);
    case openBracket:
    case openBrace:
      return nestedEnd(bytes, at, nested);
    case n:
      return standsAt(bytes, at, isNull) ? at + isNull.length : -1;
    case t:
      return standsAt(bytes, at, isTrue) ? at + isTrue.length : -1;
    case f:
      return standsAt(bytes, at, isFalse) ? at + isFalse.length : -1;
    default:
      return -1;
  }
}

function textEnd(bytes: Buffer, from: number): number {
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    if (byte === quote) return at + 1;
    if (byte === backslash || byte < space) return -1;
  }
  return -1;
}

function nestedEnd(bytes: Buffer, from: number, nested: Nested): number {
  const texts = textsEnd(bytes, from);
  if (texts > 0) return texts;
  let depth = 0;
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === quote) {
      at = textEnd(bytes, at + 1) - 1;
      if (at < from) return -1;
    } else if (byte === openBracket || byte === openBrace) depth += 1;
    else if (byte === closeBracket || byte === closeBrace) {
      depth -= 1;
      if (depth === 0) return nested.isCanonical(bytes.toString('utf8', from, at + 1)) ? at + 1 : -1;
    }
  }
  return -1;
}

/** @returns the end of the list of texts that begins at `from`; -1 when it is something else */
function textsEnd(bytes: Buffer, from: number): number {
  if (bytes[from] !== openBracket) return -1;
  if (bytes[from + 1] === closeBracket) return from + 2;
  let at = from;
  do {
    if (bytes[at + 1] !== quote) return -1;
    at = textEnd(bytes, at + 2);
  } while (at > 0 && bytes[at] === comma);
  return at > 0 && bytes[at] === closeBracket ? at + 1 : -1;
}

/**
 * Copies what is no formula and needs no quotes in CSV.
 *
 * @returns where it ends in `block`; -1 when it is something else
 */
function copyText(bytes: Buffer, start: number, end: number, block: Buffer, from: number): number {
  if (start < end && copiedFirst[bytes[start] as number] === 0) return -1;
  let to = from;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] as number;
    if (copiedWithin[byte] === 0) return -1;
    block[to] = byte;
    to += 1;
  }
  return to;
}

/** The same for a list of texts, which CSV has in one cell. */
function copyTexts(bytes: Buffer, start: number, end: number, block: Buffer, from: number): number {
  if (bytes[start] !== openBracket) return -1;
  if (end - start === 2) return from;
  let to = from;
  for (let at = start; at < end - 1; ) {
    if (bytes[at + 1] !== quote) return -1;
    const close = textEnd(bytes, at + 2) - 1;
    const copied = copyText(bytes, at + 2, close, block, to);
    if (copied < 0) return -1;
    to = copied;
    at = close + 1;
    if (at < end - 1) {
      to = put(block, to, separator);
    }
  }
  return to;
}

/** By byte, 1 for those that CSV has as they are wherever they stand in a cell. */
const copiedWithin = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  return byte >= 0x80 || csvCell(`x${character}`) === `x${character}` ? 1 : 0;
});

/** The same where a cell begins: not what may be a formula, nor what begins with the same byte as a wide sign of one. */
const copiedFirst = Uint8Array.from(copiedWithin);
for (const sign of formulaSigns) copiedFirst[Buffer.from(sign)[0] as number] = 0;

const separator = Buffer.from(listSeparator);
const endOfRow = Buffer.from(rowEnd);

/** Two bytes are written sooner than a call of `copy` or `write` begins. @returns where they end in `block` */
function put(block: Buffer, to: number, bytes: Buffer): number {
  for (let index = 0; index < bytes.length; index += 1) block[to + index] = bytes[index] as number;
  return to + bytes.length;
}
