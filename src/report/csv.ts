import { stringify } from 'csv-stringify/sync';
import type { GraphUser } from '../directory/user.ts';

/**
 * users.csv, made for spreadsheets: RFC 4180 (commas, CRLF, quotes doubled), a byte order mark so that Excel reads
 * UTF-8, and an apostrophe before what a spreadsheet would take for a formula (`= + - @`, tab, return).
 * Source: https://owasp.org/www-community/attacks/CSV_Injection
 */
// The library quotes cells with its own line break only; a lone CR or LF breaks a row as well.
const options = { record_delimiter: 'windows', escape_formulas: true, quoted_match: /[\r\n]/ } as const;

/** The first line, with the byte order mark before it. */
export function csvHeader(properties: readonly string[]): string {
  return stringify([[...properties]], { ...options, bom: true });
}

/** Rows for users, each with its line break. Lists of texts are joined by `; `, anything deeper is JSON. */
export function csvRows(users: readonly GraphUser[], properties: readonly string[]): string {
  return stringify(
    users.map((user) => properties.map((name) => cell(user[name]))),
    options,
  );
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join('; ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
