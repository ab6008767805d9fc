import unhomoglyph from 'unhomoglyph';

/** Invisible or meant for layout: default ignorable characters, controls and formatting. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const spaces = /\s+/gu;

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

/** A name as its owner means it: what NFC, case and spaces do to it disguises nothing. */
export function plainName(name: string): string {
  return name.normalize('NFC').replace(spaces, ' ').trim().toLowerCase();
}

/** True for a name with invisible characters, compatibility forms, or letters of several alphabets in one word. */
export function isDisguised(name: string): boolean {
  if (/^[ -~]*$/.test(name)) return false;
  const trimmed = name.trim();
  if (trimmed.search(invisible) >= 0) return true;
  if (trimmed.normalize('NFKC') !== trimmed.normalize('NFC')) return true;
  return trimmed.split(/[\s\p{P}]+/u).some((word) => scriptsOf(word) > 1);
}

function foldName(name: string): string {
  return name.normalize('NFKC').replace(invisible, '').replace(spaces, ' ').trim();
}

function asciiSkeleton(text: string): string {
  const letters = text.replace(/[I1|]/g, 'l').replaceAll('0', 'O').replaceAll('m', 'rn');
  return letters.replaceAll('"', "''").replaceAll('`', "'").toLowerCase();
}

const alphabets = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
];

/** How many of the alphabets with letters of the same looks a word mixes. */
function scriptsOf(word: string): number {
  return alphabets.filter((alphabet) => alphabet.test(word)).length;
}
