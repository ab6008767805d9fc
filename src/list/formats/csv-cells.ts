import { csvFormatRow } from 'd3-dsv';
import { isRawNumber } from '../../base/lossless-json.ts';

/**
 * The rules of a cell, once: csv.ts writes by them, and what they leave as it is, byte-packer.ts copies.
 */

/**
 * What a spreadsheet would take for a formula when a cell begins with it; the last four are the wide forms of signs.
 * Source: https://owasp.org/www-community/attacks/CSV_Injection
 */
export const formulaSigns: readonly string[] = [...'-=+@\t\r\uff1d\uff0b\uff0d\uff20'];
const beginsFormula = new RegExp(`^[${formulaSigns.join('')}]`);

/** Between the texts of a list, which come in one cell. */
export const listSeparator = '; ';

/** The text of a cell, without the quotes that a row may need round it. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return String(value);
  const text = plainText(value);
  return beginsFormula.test(text) ? `'${text}` : text;
}

/** One cell as it stands in a row: in quotes where it needs them. */
export function csvCell(value: unknown): string {
  return csvFormatRow([cellText(value)]);
}

function plainText(value: unknown): string {
  if (isRawNumber(value)) return value.rawJSON;
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(listSeparator);
  return JSON.stringify(value);
}
