/**
 * Reads bytes as text, in UTF-8 or in the UTF-16 of PowerShell's `Out-File`, with byte order mark or without.
 *
 * @returns undefined when they are no text
 */
export function textOfBytes(bytes: Buffer): string | undefined {
  const text = withoutFiller(decode(bytes));
  return /[\0-\x08\x0e-\x1f\x7f\uFFFD]/.test(text) ? undefined : text;
}

/** Zeros fill blocks up, and DOS ended files with 0x1a. A regular expression would begin anew at each of them. */
function withoutFiller(text: string): string {
  let end = text.length;
  while (end > 0 && '\0\x1a'.includes(text[end - 1] ?? '')) end -= 1;
  return text.slice(0, end);
}

function decode(bytes: Buffer): string {
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return even.toString('utf16le');
  if (first === 0xfe && second === 0xff) return Buffer.from(even).swap16().toString('utf16le');
  // In text of ASCII every other byte of UTF-16 is zero.
  const beginning = [...bytes.subarray(0, 8)];
  const isZero = (parity: number) =>
    beginning.length >= 4 && beginning.every((byte, index) => (byte === 0) === (index % 2 === parity));
  if (isZero(1)) return even.toString('utf16le');
  if (isZero(0)) return Buffer.from(even).swap16().toString('utf16le');
  return bytes.toString('utf8');
}
