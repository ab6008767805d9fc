import unhomoglyph from 'unhomoglyph';
import { invisible, spaced } from './lookalikes.ts';

/** Alphabets with letters of the same looks. */
const alphabets = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
];

/** Forms of digraphs, ordinals and marks that languages and typewriters have: `José Mª`, `Ĳsbrand`, `Ljubo`. */
const ordinary = /[ªº™℠ĲĳĿŀŉſǄ-ǌǱ-ǳ]/u;

/**
 * True for a name with invisible characters, with letters of other looks, or with letters of several alphabets in one
 * word. What a script needs to be written is no disguise: joiners in Persian and Hindi names, marks of direction in
 * Arabic and Hebrew ones, breaks between words in Thai and Khmer, Latin letters that are in full width as a whole.
 */
export function isDisguised(name: string): boolean {
  if (/^[ -~]*$/.test(name)) return false;
  const composed = withoutNeeded(name.normalize('NFC'));
  if (spaced(composed).search(invisible) >= 0) return true;
  return composed.split(/[\s\p{P}]+/u).some((word) => alphabetsOf(word).length > 1 || hasOtherForms(word));
}

/** A name that is not disguised, without what its script needs, and with Latin letters in their usual width. */
export function meantName(name: string): string {
  const shown = withoutNeeded(name.normalize('NFC'));
  return shown.replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}

/** The alphabets with letters of the same looks that are in a word, by number. */
export function alphabetsOf(word: string): number[] {
  return alphabets.flatMap((alphabet, index) => (alphabet.test(word) ? [index] : []));
}

/** A letter that is nobody's, and looks like one of ASCII: 𝐌, ﬁ, ɑ, or a single Ｍ among others. */
function hasOtherForms(word: string): boolean {
  const letters = [...word].filter((letter) => letter > '~' && /[\p{L}\p{N}\p{So}]/u.test(letter));
  const wide = letters.filter(isWide);
  const isWhollyWide = [...word].every((letter) => {
    return isWide(letter) || !/\p{L}/u.test(letter) || eastAsian.test(letter);
  });
  return letters.some((letter) => {
    if (isWhollyWide && wide.includes(letter)) return false;
    if (ordinary.test(letter)) return false;
    const folded = letter.normalize('NFKC');
    if (folded !== letter) return /[A-Za-z]/.test(folded) && !isNumeral(word);
    // Letters of phonetics and of alphabets that few use; the Latin of living languages ends before them.
    return letter > '\u017F' && /\p{Script=Latin}/u.test(letter) && /^[A-Za-z]+$/.test(unhomoglyph(letter));
  });
}

/** Letters that are as wide as full width, and are written beside Latin ones without a blank: ＮＴＴデータ. */
const eastAsian = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Bopo}]/u;

function isWide(letter: string): boolean {
  return letter >= '\uFF01' && letter <= '\uFFEF';
}

/** Ⅱ by itself, as in the name of a phase, or behind a word that is not in Latin letters. */
function isNumeral(word: string): boolean {
  return [...word].every((letter) => /\p{Nl}/u.test(letter) || eastAsian.test(letter));
}

const joiners =
  /(?<=(?![\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Inherited}])[\p{L}\p{M}])[\u200C\u200D]/gu;
const ofPictures =
  /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Script=Han}]|\uFE0F)(?:\uFE0E|\uFE0F|\u200D|[\u{E0100}-\u{E01EF}])/gu;
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const directions = /[\u061C\u200E\u200F]/g;
/** Without those that turn letters around, U+202D and U+202E. */
const embeddings = /[\u202A-\u202C\u2066-\u2069]/g;
/** Words stand there without blanks, and the space bar of some keyboards gives U+200B. */
const breaks = /(?<=[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])\u200B/gu;
/** Which form a letter has. Source: https://www.unicode.org/versions/Unicode16.0.0/core-spec/chapter-13/ (Mongolian) */
const mongolianForms = /(?<=\p{Script=Mongolian})[\u180B-\u180F]/gu;

/** Without the invisible characters that the rest of the name needs. */
function withoutNeeded(name: string): string {
  const joined = [ofPictures, joiners, breaks, mongolianForms].reduce((text, of) => text.replace(of, ''), name);
  if (!rightToLeft.test(joined)) return joined;
  const marked = joined.replace(directions, '');
  // Around a name in one direction they change nothing that is seen.
  return alphabetsOf(marked).length > 0 ? marked : marked.replace(embeddings, '');
}
