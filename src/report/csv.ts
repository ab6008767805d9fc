import { csvFormatRow } from 'd3-dsv';
import type { GraphUser } from '../directory/user.ts';

/**
 * users.csv, made for spreadsheets: RFC 4180 (commas, CRLF, quotes doubled), a byte order mark so that Excel reads
 * UTF-8, and an apostrophe before what a spreadsheet would take for a formula.
 * Source: https://owasp.org/www-community/attacks/CSV_Injection
 */
const lineEnd = '\r\n';

/** The first line, with the byte order mark before it. */
export function csvHeader(properties: readonly string[]): string {
  return `\uFEFF${csvFormatRow([...properties])}${lineEnd}`;
}

/** The row of a user, with its line break. Lists of texts are joined by `; `, anything deeper is JSON. */
export function csvRow(user: GraphUser, properties: readonly string[]): string {
  return csvFormatRow(properties.map((name) => cell(user[name]))) + lineEnd;
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return String(value);
  const text = plain(value);
  return /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
}

function plain(value: unknown): string {
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join('; ');
  return JSON.stringify(value);
}
