import type { Facts } from '../base/failure.ts';

/** A piece of a secret this long stands nowhere else by chance, and shorter ones are of no use to anybody. */
const pieceLength = 16;
/** A shorter secret stands in other words by chance; those of Entra have 40 characters. */
const shortestSecret = 8;

/**
 * Takes what was sent in confidence out of an answer: a gateway that refuses a request may say it back, whole or in
 * pieces, and what it says is printed, where a mask matches whole values only.
 *
 * @param secrets as they were sent; in the answer they may be encoded for an address, for JSON, or in base64
 * @returns the text with `***` for every secret and for every piece of one that has 16 characters or more
 */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  const known = secrets.filter(({ length }) => length >= shortestSecret).map(learn);
  const isPiece = (piece: string) => known.some(({ pieces }) => pieces.has(piece));
  const left = known.flatMap(({ short }) => short).reduce((rest, form) => rest.replaceAll(form, '***'), text);
  let shown = '';
  let shownTo = 0;
  let hiddenTo = 0;
  for (let at = 0; at + pieceLength <= left.length; at += 1) {
    if (!isPiece(left.slice(at, at + pieceLength))) continue;
    if (at >= hiddenTo) shown += `${left.slice(shownTo, at)}***`;
    hiddenTo = shownTo = at + pieceLength;
  }
  return shown + left.slice(shownTo);
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

function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [...new Set([secret, json, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])];
}

function piecesOf(form: string): string[] {
  return Array.from({ length: Math.max(0, form.length - pieceLength + 1) }, (_, at) =>
    form.slice(at, at + pieceLength),
  );
}
