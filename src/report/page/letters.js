/**
 * Finds the letters by which two names differ that look alike.
 *
 * @returns {import('./parts.d.ts').LettersPart}
 */
export function letters() {
  /** More are no name, and comparing takes the square of it. */
  const longest = 200;

  /** Which letters of the first are in the longest part that both have. @param {string[]} a @param {string[]} b */
  function common(a, b) {
    const wide = b.length + 1;
    const lengths = new Uint8Array((a.length + 1) * wide);
    for (let i = a.length - 1; i >= 0; i -= 1) {
      for (let j = b.length - 1; j >= 0; j -= 1) {
        const [down = 0, right = 0] = [lengths[(i + 1) * wide + j], lengths[i * wide + j + 1]];
        const next = lengths[(i + 1) * wide + j + 1] ?? 0;
        lengths[i * wide + j] = a[i] === b[j] ? next + 1 : Math.max(down, right);
      }
    }
    const same = a.map(() => false);
    for (let i = 0, j = 0; i < a.length && j < b.length; ) {
      if (a[i] === b[j]) {
        same[i] = true;
        i += 1;
        j += 1;
      } else if ((lengths[(i + 1) * wide + j] ?? 0) >= (lengths[i * wide + j + 1] ?? 0)) i += 1;
      else j += 1;
    }
    return same;
  }

  return {
    runs(name, other, characters = []) {
      const signs = [...name];
      const others = other === null ? [] : [...other];
      if (signs.length > longest || others.length > longest || (other === null && characters.length === 0)) {
        return [[name, false]];
      }
      const numberOf = (/** @type {string} */ sign) =>
        `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
      const same = other === null ? signs.map((sign) => !characters.includes(numberOf(sign))) : common(signs, others);
      /** @type {[string, boolean][]} */
      const runs = [];
      for (const [index, sign] of signs.entries()) {
        const last = runs.at(-1);
        if (last && last[1] === !same[index]) last[0] += sign;
        else runs.push([sign, !same[index]]);
      }
      return runs;
    },
  };
}
