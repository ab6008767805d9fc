/**
 * A value of BER, of which DER is the strict form (ITU-T X.690), as it stands in the file. Nothing is ever written
 * back: a certificate that is encoded anew may get another thumbprint.
 */
export interface Element {
  /** The first byte: class, constructed or not, number. */
  tag: number;
  /** All of it, header included. */
  bytes: Buffer;
  content: Buffer;
}

/** Bytes that are no BER, or not the structure that was looked for. */
export class BerError extends Error {
  /** How many bytes the outermost value should have had; undefined unless the end is missing. */
  readonly wanted: number | undefined;

  constructor(message: string, wanted?: number) {
    super(message);
    this.name = 'BerError';
    this.wanted = wanted;
  }
}

export const tags = {
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Deeper than any key or certificate, and shallow enough for the stack. */
const deepest = 50;

/**
 * Reads the first value; what stands behind it is left alone.
 *
 * @throws BerError
 */
export function readElement(bytes: Buffer, depth = 0): Element {
  if (depth > deepest) throw new BerError('nested too deeply');
  const tag = byteAt(bytes, 0);
  let at = 1;
  // A number of 31 or more goes on for as long as the first bit is set.
  if ((tag & 0x1f) === 0x1f) while (byteAt(bytes, at++) & 0x80);
  const first = byteAt(bytes, at++);
  if (first === 0x80) return readIndefinite(bytes, tag, at, depth);
  const lengthBytes = first > 0x80 ? first & 0x7f : 0;
  if (lengthBytes > 4) throw new BerError('a length of more than four bytes');
  if (at + lengthBytes > bytes.length) throw new BerError('the end is missing', at + lengthBytes);
  const length = lengthBytes === 0 ? first : bytes.readUIntBE(at, lengthBytes);
  at += lengthBytes;
  if (at + length > bytes.length) throw new BerError('the end is missing', at + length);
  return { tag, bytes: bytes.subarray(0, at + length), content: bytes.subarray(at, at + length) };
}

/** BER only: no length, but two zero bytes at the end. */
function readIndefinite(bytes: Buffer, tag: number, start: number, depth: number): Element {
  let at = start;
  while (byteAt(bytes, at) !== 0 || byteAt(bytes, at + 1) !== 0) {
    at += readElement(bytes.subarray(at), depth + 1).bytes.length;
  }
  return { tag, bytes: bytes.subarray(0, at + 2), content: bytes.subarray(start, at) };
}

function byteAt(bytes: Buffer, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new BerError('the end is missing', at + 1);
  return byte;
}

/** The values within a constructed one. */
export function children({ content }: Element): Element[] {
  const found: Element[] = [];
  for (let at = 0; at < content.length; ) {
    const element = readElement(content.subarray(at));
    found.push(element);
    at += element.bytes.length;
  }
  return found;
}

/** The value in a place, which has to be there. */
export function child(parent: Element, index: number): Element {
  const found = children(parent)[index];
  if (!found) throw new BerError('a part is missing');
  return found;
}

/** The bytes of an OCTET STRING, however it is tagged; BER may cut it into pieces. */
export function octets(element: Element, depth = 0): Buffer {
  if (depth > deepest) throw new BerError('nested too deeply');
  const isConstructed = (element.tag & 0x20) !== 0;
  return isConstructed ? Buffer.concat(children(element).map((piece) => octets(piece, depth + 1))) : element.content;
}

/** @returns dotted numbers */
export function oidOf({ tag, content }: Element): string {
  if (tag !== tags.oid) throw new BerError('not an object identifier');
  const numbers: number[] = [];
  let value = 0;
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f);
    if (byte & 0x80) continue;
    numbers.push(value);
    value = 0;
  }
  const [first = 0, ...rest] = numbers;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - top * 40, ...rest].join('.');
}

/** A number that is small and not negative, as versions and counts are. */
export function numberOf({ tag, content }: Element): number {
  if (tag !== tags.integer || content.length === 0 || content.length > 6 || (content[0] ?? 0) > 0x7f) {
    throw new BerError('not a small number');
  }
  return content.readUIntBE(0, content.length);
}
