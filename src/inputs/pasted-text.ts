/**
 * Takes out what came along with text that was pasted, and that nobody sees: byte order marks, zero-width characters,
 * marks of direction; and makes blanks of blanks of other kinds. Line breaks stay.
 */
export function visible(text: string): string {
  return text.replace(/\p{Cf}/gu, '').replace(/[^\S\r\n]/g, ' ');
}

/** Characters that look like those that every input takes. Source: https://www.unicode.org/charts/nameslist/ */
const lookalikes: Readonly<Record<string, string>> = {
  ...{ '\u201c': '"', '\u201d': '"', '\u201e': '"', '\u2018': "'", '\u2019': "'", '\u201a': "'" },
  ...{ '\u2010': '-', '\u2011': '-', '\u2012': '-', '\u2013': '-', '\u2014': '-', '\u2212': '-' },
  ...{ '\u3001': ',', '\u00d7': 'x', '\u2265': '>=', '\u2264': '<=' },
};

/** Names the first character of a wrong value that only looks right: quotes, dashes, letters of full width. */
export function lookalikeHint(text: string): string {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const plain = lookalikes[character] ?? (code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : '');
    if (plain === '') continue;
    const number = code.toString(16).toUpperCase().padStart(4, '0');
    return ` It holds ${character} (U+${number}), which is no ${plain}.`;
  }
  return '';
}
