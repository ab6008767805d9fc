import { createPseudonyms } from './pseudonyms.ts';

/** Texts in quotes of an OData filter; a quote within them is doubled, and the last may have no end. */
const quotedText = /'(?:[^']|'')*(?:'|$)/g;
const dateOrId = /\b(?:\d{4}-\d\d-\d\d[T\d:.Z+-]*|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})/gi;

/**
 * A filter without the values in it: they may be of users whose values are hidden. With a key for pseudonyms each has
 * one, so that another value still is another filter.
 */
export function withoutLiterals(filter: string, pseudonymKey: string): string {
  const shown =
    pseudonymKey === ''
      ? () => '…'
      : (text: string) => createPseudonyms(pseudonymKey, '').of('filter', text).slice(0, 16);
  // Texts first, and nothing of what comes in their place is a date.
  return filter
    .split(new RegExp(`(${quotedText.source})`, 'g'))
    .map((piece) => (piece.startsWith("'") ? `'${shown(piece)}'` : piece.replace(dateOrId, (text) => shown(text))))
    .join('');
}

/** The texts that a filter compares with, as Graph takes them. */
export function literalsOf(filter: string): string[] {
  const texts = filter.match(quotedText) ?? [];
  return texts.map((text) =>
    text.slice(1, text.endsWith("'") && text.length > 1 ? -1 : undefined).replaceAll("''", "'"),
  );
}

/** A query as it was sent, with what {@link withoutLiterals} leaves of its filter. */
export function queryWithoutLiterals(query: string, pseudonymKey: string): string {
  return query.replace(/([?&]\$filter=)([^&]*)/, (_, start: string, filter: string) => {
    return start + encodeURIComponent(withoutLiterals(decodeURIComponent(filter), pseudonymKey));
  });
}
