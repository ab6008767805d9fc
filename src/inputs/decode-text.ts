/**
 * Reads the bytes of a text file as whoever saved it meant them: UTF-8 or UTF-16, with a byte order mark or without,
 * with the line ends of any system.
 *
 * @returns the text with line feeds, or why it is none and what to do about it
 */
export function decodeText(bytes: Uint8Array): { text: string } | { why: string; hint: string } {
  const encoding = encodingOf(bytes);
  if (encoding === 'utf-32') return { why: 'UTF-32', hint: ' Save it as UTF-8.' };
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (text.includes('\0')) return { why: 'binary', hint: ' It is no text.' };
    // A file that was put together out of others has the marks of all of them.
    return { text: text.replace(/\r\n?/g, '\n').replace(/^\ufeff/gm, '') };
  } catch {
    if (bytes.includes(0)) return { why: 'binary', hint: ' It is no text.' };
    const line = lineOfFirstFault(bytes);
    return { why: 'not UTF-8', hint: ` Line ${line} holds a character in another encoding: save the file as UTF-8.` };
  }
}

/** Source of the marks: https://encoding.spec.whatwg.org/#bom-sniff; UTF-32 is none of its encodings. */
export function encodingOf([a, b, c, d]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32' {
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff)) {
    return 'utf-32';
  }
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  // Without a mark, a text of ours begins with a character of ASCII.
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'utf-16le';
  return a === 0 && b !== 0 && c === 0 && d !== 0 ? 'utf-16be' : 'utf-8';
}

function lineOfFirstFault(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, start);
    const next = end < 0 ? bytes.length : end + 1;
    try {
      decoder.decode(bytes.subarray(start, next));
    } catch {
      return line;
    }
    start = next;
  }
  return line;
}
