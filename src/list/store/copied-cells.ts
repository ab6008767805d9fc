import { rowEnd } from '../formats/csv.ts';
import { csvCell, guardedStarts, listSeparator } from '../formats/csv-cells.ts';
import { openBracket, quote, textEnd } from './plain-values.ts';

/**
 * Copies what is no formula and needs no quotes in CSV.
 *
 * @returns where it ends in `block`; -1 when it is something else
 */
export function copyText(bytes: Buffer, start: number, end: number, block: Buffer, from: number): number {
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
export function copyTexts(bytes: Buffer, start: number, end: number, block: Buffer, from: number): number {
  if (bytes[start] !== openBracket) return -1;
  if (end - start === 2) return from;
  // Between two texts stands a separator, for which a cell is in quotes.
  block[from] = quote;
  let to = from + 1;
  let texts = 0;
  for (let at = start; at < end - 1; ) {
    if (bytes[at + 1] !== quote) return -1;
    const close = textEnd(bytes, at + 2) - 1;
    const copied = copyText(bytes, at + 2, close, block, to);
    if (copied < 0) return -1;
    to = copied;
    texts += 1;
    at = close + 1;
    if (at < end - 1) to = put(block, to, separator);
  }
  if (texts === 1) return copyText(bytes, start + 2, end - 2, block, from);
  block[to] = quote;
  return to + 1;
}

/** By byte, 1 for those that CSV has as they are wherever they stand in a cell. */
const copiedWithin = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  return byte >= 0x80 || csvCell(`x${character}`) === `x${character}` ? 1 : 0;
});

/** The same where a cell begins: not what may be a formula, nor what begins with the same byte as such a character. */
const copiedFirst = Uint8Array.from(copiedWithin);
for (const start of guardedStarts) copiedFirst[Buffer.from(start)[0] as number] = 0;

const separator = Buffer.from(listSeparator);
export const endOfRow = Buffer.from(rowEnd);

/** Two bytes are written sooner than a call of `copy` or `write` begins. @returns where they end in `block` */
export function put(block: Buffer, to: number, bytes: Buffer): number {
  for (let index = 0; index < bytes.length; index += 1) block[to + index] = bytes[index] as number;
  return to + bytes.length;
}
