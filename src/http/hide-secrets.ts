import type { Facts } from '../base/failure.ts';
import { oneLine } from '../base/one-line.ts';

/** A piece of a secret this long stands nowhere else by chance, and shorter ones are of no use to anybody. */
const pieceLength = 16;
/** A shorter secret stands in other words by chance; those of Entra have 40 characters. */
const shortestSecret = 8;

/**
 * Takes what was sent in confidence out of an answer: a gateway that refuses a request may say it back, whole or in
 * pieces, and what it says is printed, where a mask matches whole values only.
 *
 * @param secrets as they were sent; in the answer they may stand in capitals or small letters, encoded for an address,
 *   for JSON or for HTML, in hex, or in base64, alone or behind something else as in HTTP's Basic
 * @returns the text with `***` for every secret and for every piece of one that has 16 characters or more
 */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  const known = secrets.filter(({ length }) => length >= shortestSecret).map(learn);
  const isPiece = (piece: string) => known.some(({ pieces }) => pieces.has(piece));
  const left = known.flatMap(({ short }) => short).reduce(withoutShort, text);
  const folded = fold(left);
  let shown = '';
  let shownTo = 0;
  let hiddenTo = 0;
  for (let at = 0; at + pieceLength <= left.length; at += 1) {
    if (!isPiece(folded.slice(at, at + pieceLength))) continue;
    if (at >= hiddenTo) shown += `${left.slice(shownTo, at)}***`;
    hiddenTo = shownTo = at + pieceLength;
  }
  return shown + left.slice(shownTo);
}

/** Of a body that is only quoted, no more than this many characters are looked at. */
const longestQuoted = 16 * 1024;

/** What somebody else says, for a sentence of ours: without what was sent in confidence, on one line, and cut. */
export function quotable(text: string, secrets: readonly string[], most?: number): string {
  return oneLine(hideSecrets(text.slice(0, longestQuoted), secrets), most);
}

/** {@link hideSecrets} for all texts among some facts. */
export function hideInFacts(facts: Facts, secrets: readonly string[]): Facts {
  const entries = Object.entries(facts).map(([name, value]) => [
    name,
    typeof value === 'string' ? hideSecrets(value, secrets) : value,
  ]);
  return Object.fromEntries(entries);
}

interface Known {
  /** Forms that are no longer than a piece. */
  short: string[];
  pieces: ReadonlySet<string>;
}

/** One token is sent with a thousand requests: its pieces are made once. */
const learned = new Map<string, Known>();
const mostLearned = 8;

function learn(secret: string): Known {
  const before = learned.get(secret);
  if (before) return before;
  const forms = formsOf(secret);
  const known: Known = {
    short: forms.filter(({ length }) => length < pieceLength),
    pieces: new Set(forms.flatMap(piecesOf)),
  };
  if (learned.size === mostLearned) learned.clear();
  learned.set(secret, known);
  return known;
}

/** What stands in a text as a form that is no longer than a piece. */
function withoutShort(text: string, form: string): string {
  const folded = fold(text);
  let shown = '';
  let from = 0;
  for (let at = folded.indexOf(form); at >= 0; at = folded.indexOf(form, from)) {
    shown += `${text.slice(from, at)}***`;
    from = at + form.length;
  }
  return shown + text.slice(from);
}

/** As long as before. What differs by case alone is the same here, and so is what two kinds of base64 write. */
function fold(text: string): string {
  return text
    .replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
    .replace(/-/g, '+')
    .replace(/_/g, '/');
}

function formsOf(secret: string): string[] {
  const spelled = [secret, encodeURIComponent(secret)];
  const bytes = Buffer.from(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  const forms = [
    ...spelled,
    json,
    json.replaceAll('/', '\\/'),
    // A form encodes more than an address does.
    secret.replace(/[^\w.-]/gu, (character) => encodeBytes(Buffer.from(character), '%')),
    encodeURIComponent(encodeURIComponent(secret)),
    ...spelled.flatMap(base64Of),
    bytes.toString('hex'),
    encodeBytes(bytes, '%'),
    encodeBytes(bytes, '\\x'),
    encodeBytes(bytes, '\\u00'),
    encodeBytes(bytes, '&#x', ';'),
    [...bytes].map((byte) => `&#${byte};`).join(''),
    escapedForHtml(secret),
  ];
  return [...new Set(forms.map(fold))];
}

function encodeBytes(bytes: Buffer, before: string, behind = ''): string {
  return [...bytes].map((byte) => `${before}${byte.toString(16).padStart(2, '0')}${behind}`).join('');
}

function escapedForHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Three bytes make four characters: how they come out depends on how many bytes stand before. */
function base64Of(text: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
    const whole = bytes.length - (bytes.length % 3);
    // The first characters hold bits of what stands before; the last ones of what stands behind, or of nothing.
    const ends = [bytes.toString('base64'), bytes.toString('base64url'), bytes.toString('base64', 0, whole)];
    return ends.map((base64) => base64.slice([0, 2, 3][before]));
  });
}

function piecesOf(form: string): string[] {
  return Array.from({ length: Math.max(0, form.length - pieceLength + 1) }, (_, at) =>
    form.slice(at, at + pieceLength),
  );
}
