import type { ForeignForm } from '../../problems/foreign-credentials.ts';
import { bytesOfText } from './byte-text.ts';
import { isPem } from './pem.ts';
import { recognizeBytes, recognizeJson, recognizeText } from './recognize.ts';
import { textOfBytes } from './text-of-bytes.ts';

/** What is left when every wrapping is off. */
export type Unwrapped =
  | { form: 'pem'; text: string }
  /** DER or BER of a certificate, a key, a PFX ... */
  | { form: 'der'; bytes: Buffer }
  | { form: 'foreign'; is: ForeignForm }
  | { form: 'empty' }
  | { form: 'unknown' };

/** A PFX in base64 in UTF-16 in base64 in JSON is three deep. */
const deepest = 6;

/**
 * Takes off what secret stores, shells and tools put around keys and certificates: byte order marks, quotes, escapes,
 * base64, dumps, JSON.
 */
export function unwrap(content: string | Buffer, depth = 0): Unwrapped {
  if (depth > deepest) return { form: 'unknown' };
  return typeof content === 'string' ? unwrapText(content, depth) : unwrapBytes(content, depth);
}

function unwrapBytes(bytes: Buffer, depth: number): Unwrapped {
  const text = textOfBytes(bytes);
  if (text !== undefined) return unwrapText(text, depth);
  const der = withoutLead(bytes);
  if (der) return { form: 'der', bytes: der };
  const is = recognizeBytes(bytes);
  if (is) return { form: 'foreign', is };
  // What looks like text but for a few bytes may be PEM with strange attributes around it.
  const latin1 = bytes.toString('latin1');
  return isPem(latin1) ? { form: 'pem', text: tidied(latin1) } : { form: 'unknown' };
}

/** DER begins with 0x30 and, for more than 127 bytes, a length of several; a byte order mark or line break may stand before it. */
function withoutLead(bytes: Buffer): Buffer | undefined {
  const start = bytes.findIndex((byte) => ![0xef, 0xbb, 0xbf, 0x0d, 0x0a].includes(byte));
  const der = bytes.subarray(Math.max(0, start));
  const second = der[1] ?? 0;
  const isLong = second >= 0x80 && second <= 0x84;
  // Keys of other kinds than RSA are shorter.
  const isShort = second >= 0x20 && second < 0x80 && der.length === second + 2;
  return der[0] === 0x30 && (isLong || isShort) ? der : undefined;
}

function unwrapText(given: string, depth: number): Unwrapped {
  const text = unquoted(tidied(given));
  if (text === '') return { form: 'empty' };
  const fromJson = unwrapJson(given, text, depth);
  if (fromJson) return fromJson;
  if (isPem(text)) return { form: 'pem', text };
  // Escapes have become line breaks above, which a path of Windows may have in it.
  const is = recognizeText(text) ?? recognizeText(given.trim());
  if (is) return { form: 'foreign', is };
  const [, mediaType, data = ''] = /^data:([^,]*),(.*)$/s.exec(text) ?? [];
  if (mediaType !== undefined) return unwrap(percentDecoded(data), depth + 1);
  // The letters beside a dump may look like an escape: what was made of it above would cut a line in two.
  for (const readable of new Set([text, unquoted(given.trim())])) {
    for (const bytes of bytesOfText(readable)) {
      const inner = unwrap(bytes, depth + 1);
      if (inner.form !== 'unknown' && inner.form !== 'empty') return inner;
    }
  }
  const values = text.split(nameBefore).slice(1);
  return together(values, depth) ?? { form: 'unknown' };
}

/** What stands before a value in a .env file or in YAML, where the value may begin on the next line. */
const nameBefore =
  /^[ \t]*(?:export[ \t]+)?["']?[A-Za-z_][\w.-]{0,60}["']?[ \t]*(?::|=(?=[^=\s]))[ \t]*(?:[|>][+-]?[ \t]*$)?/m;

/** Keys and certificates that stand apart from each other, as one. */
function together(texts: readonly string[], depth: number): Unwrapped | undefined {
  const found = texts.map((text) => unwrap(text, depth + 1));
  const pems = found.flatMap((one) => (one.form === 'pem' ? [one.text] : []));
  if (pems.length > 0) return { form: 'pem', text: pems.join('\n') };
  const ders = found.flatMap((one) => (one.form === 'der' ? [one.bytes] : []));
  return ders.length > 0 ? { form: 'der', bytes: Buffer.concat(ders) } : undefined;
}

function tidied(given: string): string {
  const text = /(?:BEGIN|END)%20/.test(given) ? percentDecoded(given) : given;
  return (
    text
      .replace(/\0/g, '')
      .replace(/[\uFEFF\u200B\u2060]/g, '')
      // Blanks that keep lines together, as web pages have them.
      .replace(/[\u00A0\u2007\u202F]/g, ' ')
      .replace(/(?<!\\)\\+r/g, '')
      .replace(/(?<!\\)\\+n/g, '\n')
      .replace(/(%0D)?%0A/gi, '\n')
      // What a word processor makes of five dashes.
      .replace(/[-\u2010-\u2015\u2212]{1,5}(\s?)(?=(?:BEGIN|END) ?[A-Z])/g, '-----$1')
      .replace(/(?<=(?:BEGIN|END) ?[A-Z0-9 ]{3,40})[\u2010-\u2015\u2212][-\u2010-\u2015\u2212]*/g, '-----')
      .trim()
  );
}

/** Also as Python and SQL mark bytes: b'...', x'...'. */
function unquoted(text: string): string {
  const [, , inner] = /^[bx]?(["'`])(.*)\1[;,]?$/is.exec(text) ?? [];
  return inner === undefined ? text : inner.trim();
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Looks into JSON: what `az keyvault secret show` prints (its `value`), what HashiCorp's Vault prints (PEM in several
 * members), arrays of bytes.
 */
function unwrapJson(given: string, text: string, depth: number): Unwrapped | undefined {
  if (!/^[[{]/.test(text)) return undefined;
  const json = parsed(given.replace(/^\uFEFF/, '')) ?? parsed(text);
  if (json === undefined) return undefined;
  if (Array.isArray(json) && json.length > 0 && json.every((item) => typeof item === 'number')) {
    return unwrap(Buffer.from(json), depth + 1);
  }
  const strings = stringsIn(json);
  const pems = strings.filter(isPem);
  if (pems.length > 0) return { form: 'pem', text: pems.map(tidied).join('\n') };
  const is = recognizeJson(json);
  if (is !== 'json') return { form: 'foreign', is };
  return together(strings, depth) ?? { form: 'foreign', is };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function stringsIn(json: unknown, depth = 0): string[] {
  if (typeof json === 'string') return [json];
  if (typeof json !== 'object' || json === null || depth > deepest) return [];
  const { type, data } = json as { type?: unknown; data?: unknown };
  if (type === 'Buffer' && Array.isArray(data)) return [data.join(' ')];
  return Object.values(json).flatMap((value) => stringsIn(value, depth + 1));
}
