import { csvFormatRow } from 'd3-dsv';
import { type GraphUser, managerProperty, signInDates, signInProperty } from '../../users/user.ts';
import { recordEnd, rowStart } from '../store/user-record.ts';
import { cellText, csvCell } from './csv-cells.ts';
import type { Format } from './format.ts';

/**
 * users.csv, made for spreadsheets: RFC 4180 (commas, CRLF, quotes doubled), a byte order mark so that Excel reads
 * UTF-8, and an apostrophe before what a spreadsheet would take for a formula.
 */
export const csv: Format = {
  name: 'users.csv',
  hasRows: true,
  head: csvHeader,
  user: (file, { block, end }, start) => file.append(block, rowStart(block, start), recordEnd(block, start, end)),
  foot: '',
};

export const rowEnd = '\r\n';

/** Properties that are objects of a few members get a column for each: nobody can sort a spreadsheet by JSON. */
const membersInColumns: Readonly<Record<string, readonly string[]>> = {
  [managerProperty]: ['id', 'userPrincipalName'],
  [signInProperty]: signInDates,
};

/** The first line, with the byte order mark before it. */
export function csvHeader(properties: readonly string[]): string {
  const columns = properties.flatMap((name) => membersInColumns[name]?.map((member) => `${name}.${member}`) ?? [name]);
  return `\uFEFF${csvFormatRow(columns)}${rowEnd}`;
}

/**
 * Makes the writer of rows, with their line break. Lists of texts are joined by `; `, anything deeper is JSON.
 */
export function createRowWriter(properties: readonly string[]): (user: GraphUser) => string {
  if (!properties.some((name) => name in membersInColumns)) {
    return (user) => csvFormatRow(properties.map((name) => cellText(user[name]))) + rowEnd;
  }
  return (user) => csvFormatRow(properties.flatMap((name) => cells(name, user[name]))) + rowEnd;
}

/**
 * Makes the writer of the cell of one value.
 *
 * @returns undefined when one of the properties takes more than one cell
 */
export function createCellWriter(properties: readonly string[]): ((value: unknown) => string) | undefined {
  if (properties.some((name) => name in membersInColumns)) return undefined;
  return csvCell;
}

function cells(name: string, value: unknown): string[] {
  const members = membersInColumns[name];
  if (members === undefined) return [cellText(value)];
  const holder = (value ?? {}) as Record<string, unknown>;
  return members.map((member) => cellText(holder[member]));
}
