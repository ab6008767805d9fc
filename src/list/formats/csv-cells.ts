import { csvFormatRow } from 'd3-dsv';
import { isRawNumber } from '../../base/lossless-json.ts';

/**
 * The rules of a cell, once: csv.ts writes by them, and what they leave as it is, byte-packer.ts copies.
 */

/**
 * What a spreadsheet would take for a formula when a cell begins with it; the last four are the wide forms of signs.
 * Source: https://owasp.org/www-community/attacks/CSV_Injection
 */
const formulaSigns = '\\-=+@\\t\\r\\n\uff1d\uff0b\uff0d\uff20';
/** Where a spreadsheet may begin a cell besides a comma: it separates at `;` where the comma is in use for decimals. */
const separators = ';\\t\\r\\n';
/** What a spreadsheet may pass over, or take away, at the beginning of a cell. */
const passedOver = '[ \\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f"\\u00a0\\u2000-\\u200f\\u2028-\\u202f\\u2060\\ufeff]';

/** What is passed over holds no separator: each character is looked at twice at the most. */
const beginsFormula = new RegExp(`(?:^|(?<=[${separators}]))(?=${passedOver}*[${formulaSigns}])`, 'g');
/** The same where nothing separates, as in most sentences: looking behind at every place of them takes its time. */
const isFormula = new RegExp(`^${passedOver}*[${formulaSigns}]`);
const separates = new RegExp(`[${separators}]`);
/** With those of RFC 4180 it gets quotes from `csvFormatRow`. */
const otherSeparator = /[;\t]/;

/** What a guarded text may begin with, for copied-cells.ts. */
export const guardedStarts: readonly string[] = [...'-=+@\uff1d\uff0b\uff0d\uff20 "\x7f\u00a0\u2000\ufeff'];

/** Between the texts of a list, which come in one cell. */
export const listSeparator = '; ';

/** The text of a cell, without the quotes that a row may need round it. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return String(value);
  const text = plainText(value);
  if (separates.test(text)) return text.replace(beginsFormula, "'");
  return isFormula.test(text) ? `'${text}` : text;
}

/** Most cells: they begin with what begins no formula, and separate nothing. */
const ordinary = /^[\da-z][^",;\t\r\n]*$/i;

/** One cell as it stands in a row: in quotes where it needs them. */
export function csvCell(value: unknown): string {
  if (typeof value === 'string' && ordinary.test(value)) return value;
  const text = cellText(value);
  const cell = csvFormatRow([text]);
  // Where several separators are in use at once, as LibreOffice has them, the columns would move.
  return cell === text && otherSeparator.test(text) ? `"${text}"` : cell;
}

function plainText(value: unknown): string {
  if (isRawNumber(value)) return value.rawJSON;
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(listSeparator);
  return JSON.stringify(value);
}
