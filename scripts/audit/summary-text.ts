import { safeLine } from '../../src/base/safe-text.ts';
import { wrap } from './wrap.ts';

/** Of a table of people; the report has them all. */
const shownRows = 20;
const widestColumn = 36;

/**
 * The step summary for a terminal. It knows what src/report/ writes into one, and no more of GitHub's Markdown than that:
 * headings, lists, tables, folds, entries to copy, and a drawing, which becomes its numbers.
 */
export function summaryText(markdown: string, width: number): string {
  const lines: string[] = [];
  let rows: string[][] = [];
  let fence: string | undefined;
  for (const line of markdown.split('\n')) {
    const [, opened] = /^```(\w*)$/.exec(line) ?? [];
    if (opened !== undefined) fence = fence === undefined ? opened : undefined;
    else if (fence !== undefined) lines.push(...fenced(line, fence));
    else if (/^\|.*\|$/.test(line)) rows.push(line.slice(1, -1).split('|').map(plain));
    else {
      lines.push(...tableText(rows, width), ...textOf(line, width));
      rows = [];
    }
  }
  lines.push(...tableText(rows, width));
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The last column takes what is left of the line. */
function tableText(table: readonly string[][], width: number): string[] {
  const all = table.filter((row) => row.some((cell) => /[^-]/.test(cell)));
  const rows = all.slice(0, shownRows + 1);
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.min(widestColumn, Math.max(...rows.map((row) => row[column]?.length ?? 0))),
  );
  const lines = rows.map((row) => {
    const before = row.slice(0, -1).map((cell, column) => cell.padEnd(widths[column] ?? 0));
    const first = `  ${before.map((cell) => `${cell}  `).join('')}`;
    return wrap(row.at(-1) ?? '', width, ' '.repeat(Math.min(first.length, width / 2)), first);
  });
  const left = all.length - rows.length;
  return left > 0 ? [...lines, `  and ${left.toLocaleString('en-US')} more, in the files`] : lines;
}

/** A drawing has its numbers in lines; what is to be copied stays as it is. */
function fenced(line: string, kind: string): string[] {
  if (kind !== 'mermaid') return [safeLine(line)];
  const [, slice, number] = /^ {2}"(.*)" : (\d+)$/.exec(line) ?? [];
  return slice === undefined ? [] : [`  ${Number(number).toLocaleString('en-US').padStart(9)}  ${plain(slice)}`];
}

/** A line outside of tables, as one or more of a terminal. */
function textOf(line: string, width: number): string[] {
  if (line === '</details>') return [];
  const [, title] = /^<details><summary>(.*)<\/summary>$/.exec(line) ?? [];
  if (title !== undefined) return [plain(title)];
  const [, heading] = /^#+ (.*)$/.exec(line) ?? [];
  if (heading !== undefined) return ['', wrap(plain(heading), width)];
  const [, before = '', item] = /^( *- )(.*)$/.exec(line) ?? [];
  if (item !== undefined) return [wrap(plain(item), width, ' '.repeat(before.length), before)];
  return [wrap(plain(line), width)];
}

/** The emphasis and the links of a line taken away, and then what was written so that it is neither. */
function plain(text: string): string {
  const bare = text
    .trim()
    .replace(/\[([^\]]*)\]\(([^)]*)\)/g, (_, words: string, address: string) => `${words} (${address})`)
    .replaceAll('**', '')
    .replaceAll('`', '');
  return safeLine(bare.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))));
}
