/** ` Did you mean "x"?` for the nearest word, or '' when none is near. */
export function didYouMean(text: string, words: readonly string[]): string {
  if (text.length > longestWord) return '';
  const nearest = words
    .map((word) => ({ word, distance: editDistance(text.toLowerCase(), word.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)[0];
  if (!nearest || nearest.distance > Math.max(2, nearest.word.length / 3)) return '';
  return ` Did you mean "${nearest.word}"?`;
}

/** Each word costs the product of both lengths. */
const longestWord = 200;

/** Levenshtein's distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, character] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (character === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
