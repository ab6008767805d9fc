import unhomoglyph from 'unhomoglyph';

/** Invisible or meant for layout: default ignorable characters, controls and formatting. */
export const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
/** A byte order mark counts as a blank for ECMAScript alone: for the eye it is nothing. */
const spaces = /[\s--\uFEFF]+/gv;
const aroundIt = /^ | $/g;
const apostrophes = /[\u2018\u2019\u02BB\u02BC\u00B4\u2032`]/g;
const dashes = /[\u2010-\u2015\u2212]/g;

/**
 * What is left of a name for the eye: two names with one skeleton can hardly be told apart. Compatibility forms,
 * invisible characters, case and spaces fall away, and letters become the letter that they look like.
 * Source: https://www.unicode.org/reports/tr39/#Confusable_Detection
 */
export function nameSkeleton(name: string): string {
  const visible = foldName(name);
  // Of ASCII alone only these few look alike; most names are done here.
  if (/^[ -~]*$/.test(visible)) return asciiSkeleton(visible);
  // Once more: what a letter becomes may itself look like another.
  return asciiSkeleton(unhomoglyph(unhomoglyph(visible.normalize('NFD')).normalize('NFD')));
}

/**
 * The keys under which names lie together that look alike or are the same: some that are neither as well. In the
 * skeleton a capital is what it looks like, so that ALICE and Alice, or ИВАН and Иван, have two of them.
 */
export function nameKeys(name: string): string[] {
  const keys = (/^[ -~]*$/.test(name) ? [name] : [name, plainName(name)]).map((text) => coarse(nameSkeleton(text)));
  return [...new Set(keys)];
}

/** A name as its owner means it: what NFC, case, blanks, and kinds of apostrophes and dashes do to it disguises nothing. */
export function plainName(name: string): string {
  const typed = spaced(name.normalize('NFC')).replace(apostrophes, "'").replace(dashes, '-');
  return typed.toLowerCase();
}

/** A name with single, plain blanks, and none around it. */
export function spaced(name: string): string {
  return name.replace(spaces, ' ').replace(aroundIt, '');
}

/** Whether a blank is of a kind that nobody types. Names in Han are typed with the ideographic one. */
export function hasOddBlank(name: string): boolean {
  return /(?![ \u3000])\p{Zs}/u.test(name.trim());
}

/** Of ASCII, with single blanks in between: nothing falls away. */
const typedPlainly = /^[!-~]+(?: [!-~]+)*$/;

function foldName(name: string): string {
  // Most names by far.
  if (typedPlainly.test(name)) return name;
  return spaced(name.normalize('NFKC').replace(invisible, ''));
}

/** Capitals and small letters lie together: of I, i, l and of M, m one is what another looks like. */
function coarse(skeleton: string): string {
  return skeleton.replaceAll('i', 'l').replaceAll('m', 'rn');
}

function asciiSkeleton(text: string): string {
  const letters = /[I1|0"`]/.test(text) ? withoutRare(text) : text;
  return letters.replaceAll('m', 'rn').toLowerCase();
}

function withoutRare(text: string): string {
  return text.replace(/[I1|]/g, 'l').replaceAll('0', 'O').replaceAll('"', "''").replaceAll('`', "'");
}
