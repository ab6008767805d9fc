/**
 * Breaks a paragraph into lines.
 *
 * @param width characters of a line
 * @param indent before every line
 * @param first before the first line in its place, of the same length
 */
export function wrap(text: string, width: number, indent = '', first = indent): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((part, index) => (index === 0 ? first : indent) + part).join('\n');
}
