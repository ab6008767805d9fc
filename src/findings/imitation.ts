import { alphabetsOf } from './disguises.ts';
import { nameSkeleton, plainName, spaced } from './lookalikes.ts';

/** Whether a name looks like another one: `it` is the imitation, or it is one of the two and only their age may tell. */
export type Imitation = 'it' | 'either' | undefined;

/**
 * Compares two names of which neither is disguised, word by word: digits for letters, a capital I for a small l, rn for
 * m, a word of another alphabet. A letter that is no more than similar (i and l, é and e, ü and ue) is another letter.
 */
export function imitationOf(name: string, other: string): Imitation {
  const [words, others] = [name, other].map((text) => spaced(text.normalize('NFC')).split(' ')) as [string[], string[]];
  if (words.length !== others.length) return undefined;
  let found: Imitation;
  for (const [index, word] of words.entries()) {
    const against = others[index] as string;
    if (plainName(word) === plainName(against)) continue;
    const kind = isNumbered(word, name) ? undefined : imitationOfWord(word, against);
    if (kind === undefined) return undefined;
    if (found !== 'it') found = kind;
  }
  return found;
}

const forLetters = /[01|]/;

/** MR1 beside MR2 is a number behind an abbreviation, and MRI another one. Where all is in capitals, AL1 may be ALI. */
function isNumbered(word: string, name: string): boolean {
  return /^\p{Lu}{2}1$/u.test(word) && /\p{Ll}/u.test(name);
}

function imitationOfWord(word: string, other: string): Imitation {
  const hasDigits = forLetters.test(word);
  if (hasDigits !== forLetters.test(other)) {
    // B1 is a building and BI is Business Intelligence: within a longer word a digit stands for a letter.
    return hasDigits && lettersIn(word) > 1 && blurred(word) === blurred(other) ? 'it' : undefined;
  }
  // Room 01 in building B, and room 1 in building BO.
  if (hasDigits && Math.min(lettersIn(word), lettersIn(other)) < 2) return undefined;
  const [alphabets, otherAlphabets] = [alphabetsOf(word), alphabetsOf(other)];
  if (String(alphabets) !== String(otherAlphabets)) {
    return alphabets.length > 0 && otherAlphabets.length > 0 && nameSkeleton(word) === nameSkeleton(other)
      ? 'either'
      : undefined;
  }
  if (looksOf(word) !== looksOf(other)) return undefined;
  const oddness = oddnessOf(word) - oddnessOf(other);
  return oddness > 0 ? 'it' : oddness < 0 ? undefined : 'either';
}

function lettersIn(word: string): number {
  return word.replace(/\P{L}/gu, '').length;
}

/** Digits as any letter that they stand for, whatever its case. */
function blurred(word: string): string {
  return plainName(word)
    .replace(/[il1|]/g, 'l')
    .replaceAll('0', 'o');
}

/** Capital I looks like small l, but not like small i or capital L: LAN is not Ian. */
function looksOf(word: string): string {
  return word
    .replace(/[Il1|]/g, '|')
    .replace(/[O0]/g, 'o')
    .replaceAll('m', 'rn');
}

/** Names are written in small letters, in capitals, or with one in front: AIice has one where none belongs. */
function oddnessOf(word: string): number {
  if (/^(?:Mc|Mac|O'|D')?\p{Lu}?[\p{Ll}\p{M}\p{P}]*$/u.test(word) || !/\p{Ll}/u.test(word)) return 0;
  return 1;
}
