/**
 * What bytes a text may spell, by the ways in which tools print them: hex with or without blanks, colons, dashes, 0x
 * (BitConverter, `xxd -p`), decimal numbers (PowerShell's byte arrays, Java's with signs), dumps with addresses and
 * characters (`certutil -encodehex`, `xxd`, `hexdump -C`, Format-Hex), base64 and its URL-safe form.
 *
 * @returns the likeliest first; none when it spells no bytes
 */
export function bytesOfText(text: string): Buffer[] {
  return [numbers(text), dump(text), base64(text)].filter((bytes) => bytes !== undefined);
}

/** A list of numbers, all of it. */
function numbers(text: string): Buffer | undefined {
  // What languages write around the numbers of an array: new byte[] { }, @( ), unsigned char name[] = { };
  const [, within] = /^[\w\s@[\]=]{0,100}[[({]([^[\](){}]+)[\])}]/.exec(text) ?? [];
  const list = (within ?? text).trim();
  const tokens = list.split(/[\s,;:]+|(?<=\w)-|(?=\\x)/).filter((token) => token !== '');
  if (tokens.length === 1) {
    const [only = ''] = tokens;
    const digits = only.replace(/^(?:0x|\\x)/i, '');
    return /^(?:[0-9a-f]{2}){32,}$/i.test(digits) ? Buffer.from(digits, 'hex') : undefined;
  }
  if (tokens.every((token) => /^(?:0x|\\x)?[0-9a-f]{2}$/i.test(token) || /^0x[0-9a-f]$/i.test(token))) {
    return Buffer.from(tokens.map((token) => Number.parseInt(token.replace(/^(0x|\\x)/i, ''), 16)));
  }
  // Hex that was wrapped, or is grouped by more than a byte.
  const isHex = tokens.every((token) => /^(?:[0-9a-f]{2})+$/i.test(token));
  if (isHex && tokens.some((token) => token.length > 3)) return Buffer.from(tokens.join(''), 'hex');
  const values = tokens.map(Number);
  const isDecimal = tokens.every((token) => /^-?\d{1,3}$/.test(token)) && values.every((value) => value < 256);
  return isDecimal ? Buffer.from(values) : undefined;
}

/** Lines of a dump; others, such as Format-Hex's heading, are passed over where lines have addresses. */
function dump(text: string): Buffer | undefined {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const addressed = lines.filter((line) => addressOf(line) !== undefined);
  // Where most lines have addresses, they count up from zero.
  const hasAddresses =
    addressed.length > 0 && addressOf(addressed[0] ?? '') === 0 && addressed.length * 2 > lines.length;
  const pieces = (hasAddresses ? addressed : lines).map((line) =>
    lineBytes(hasAddresses ? line.replace(/^\s*[0-9a-f]+(?::|h)?/i, '') : line),
  );
  if (pieces.length < 2 || pieces.some((piece) => piece === undefined)) return undefined;
  return Buffer.from(pieces.join(''), 'hex');
}

function addressOf(line: string): number | undefined {
  const [, address] = /^\s*([0-9a-f]{4,16})(?::|h)?(?:\s|$)/i.exec(line) ?? [];
  return address === undefined ? undefined : Number.parseInt(address, 16);
}

/** Hex digits of up to 16 bytes; what follows after them, or after a wide gap, are the bytes as characters. */
function lineBytes(line: string): string | undefined {
  const [, run = ''] = /^\s*((?:[0-9a-f]{2}(?:[ -]{1,2}(?=[0-9a-f]{2}))?){0,16})/i.exec(line) ?? [];
  const rest = line.trimStart().slice(run.trim().length);
  if (rest !== '' && !/^(?:\s|\|)/.test(rest)) return undefined;
  return run.replace(/[^0-9a-f]/gi, '');
}

/** Also when it is wrapped, in pieces that were each padded, or escaped for an address. */
function base64(text: string): Buffer | undefined {
  const compact = unescaped(text).replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/_-][A-Za-z0-9+/_=-]*$/.test(compact)) return undefined;
  return Buffer.concat((compact.match(/[^=]+/g) ?? []).map((piece) => Buffer.from(piece, 'base64')));
}

function unescaped(text: string): string {
  return text.replace(/%(2B|2F|3D|0A|0D|20)/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
