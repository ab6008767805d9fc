/** What stands in place of a value that was left out, where something must stand. */
export const redactedText = '(redacted)';

/** A text in the form in which values are looked for: all spellings of case and Unicode forms come to the same. */
export function foldText(text: string): string {
  // Of ASCII nothing else has another spelling, and most texts are of it.
  if (/^[ -~]*$/.test(text)) return text.toLowerCase();
  // Upper case first: ß, ﬁ and the two forms of σ come to one.
  return text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}

const dateTime = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/;
/** A shorter text stands in others by chance: the name of a town or a department is nobody's. */
const shortestTelling = 12;

/**
 * Whether a value says of itself whose it is, so that it must not stand in other properties either: addresses, and texts
 * of 12 characters or more. A date is nobody's.
 */
export function isTelling(folded: string): boolean {
  if (folded.length < shortestTelling && !/.@./.test(folded)) return false;
  return !dateTime.test(folded.toUpperCase());
}

/** Whether a form of a value may look like this: see {@link formsOf}. */
export function mayBeForm(folded: string): boolean {
  return folded.length >= shortestTelling || /[@_]/.test(folded);
}

/** An address without the protocol that stands before it among proxy addresses; any other text as it is. */
export function withoutProtocol(text: string): string {
  return text.replace(/^[A-Za-z0-9]{1,20}:(?=.)/, '');
}

/** The forms of a value that others hold: an invited guest's principal name has its address with `_` for `@`. */
export function formsOf(text: string): string[] {
  const folded = foldText(withoutProtocol(text)).trim();
  return [...new Set([folded, folded.replace('@', '_')])].filter((form) => isTelling(form) || isTelling(folded));
}
