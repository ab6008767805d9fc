/** Longer than what Entra, Graph and GitHub say when they mean to be read. */
const longestWords = 500;

/**
 * Foreign words for the middle of a sentence of ours: on one line, nothing in them that cannot be seen, and cut. Words
 * with line breaks would look like lines of our own.
 *
 * @param most characters
 */
export function oneLine(text: string, most = longestWords): string {
  // White space may be all that is in front: of a text that is much longer, more is not looked at.
  const start = text.slice(0, 8 * most);
  const visible = start.replace(/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ').trim();
  if (visible.length <= most && start.length === text.length) return visible;
  return `${visible.slice(0, most)}...`;
}
