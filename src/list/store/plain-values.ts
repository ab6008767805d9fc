import { hasKeysInOrder } from '../../users/user.ts';

// Finds where JSON values end that stand in bytes as they will be written: no white space, no escape sequences. It is
// there for speed alone: see byte-packer.ts, which leaves whatever is not plain to JSON.parse.

export const [quote, comma, lineFeed, closeBrace] = [0x22, 0x2c, 0x0a, 0x7d];
const [backslash, space] = [0x5c, 0x20];
export const openBracket = 0x5b;
const [closeBracket, openBrace] = [0x5d, 0x7b];
/** The first letters of null, true and false. */
export const [n, t, f] = [0x6e, 0x74, 0x66];
const [isNull, isTrue, isFalse] = [Buffer.from('null'), Buffer.from('true'), Buffer.from('false')];

/** @returns the end of the value that begins at `at`; -1 when it is cut or not plain */
export function valueEnd(bytes: Buffer, at: number, nested: Nested): number {
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

export function textEnd(bytes: Buffer, from: number): number {
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

/** Two thirds of a page are keys: they are compared four bytes at a time. */
export interface Key {
  length: number;
  words: Uint32Array;
  tail: Uint8Array;
}

export function keyOf(text: string): Key {
  const bytes = Buffer.from(text);
  const words = Uint32Array.from({ length: bytes.length >> 2 }, (_, index) => bytes.readUInt32LE(4 * index));
  return { length: bytes.length, words, tail: bytes.subarray(4 * words.length) };
}

export function isKeyAt(view: DataView, bytes: Buffer, at: number, { length, words, tail }: Key): boolean {
  if (at + length > bytes.length) return false;
  for (let index = 0; index < words.length; index += 1) {
    if (view.getUint32(at + 4 * index, true) !== words[index]) return false;
  }
  return standsAt(bytes, at + 4 * words.length, tail);
}

export function standsAt(bytes: Buffer, at: number, word: Uint8Array): boolean {
  for (let index = 0; index < word.length; index += 1) if (bytes[at + index] !== word[index]) return false;
  return true;
}

/** Objects in values that were met before, as they stand in JSON, and their cells. */
export interface Nested {
  get(text: string): string | undefined;
  /** True when the value would be written in the same way again. */
  isCanonical(text: string): boolean;
}

/** Licences are the same for many users; more different ones than that are not kept. */
export const mostNested = 500;

export function createNested(cellOf: (value: unknown) => string): Nested {
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

/** Bytes of a character in UTF-8. */
const longestCharacter = 4;

/** @returns the end without a last character of several bytes: a chunk can end in the middle of one */
export function endOfWhole(bytes: Buffer): number {
  const tail = bytes.subarray(-longestCharacter);
  const lead = tail.findLastIndex((byte) => byte < 0x80 || byte >= 0xc0);
  return lead < 0 || (tail[lead] as number) < 0x80 ? bytes.length : bytes.length - tail.length + lead;
}
