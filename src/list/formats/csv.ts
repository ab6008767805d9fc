import { csvFormatRow } from 'd3-dsv';
import { licenseNames, licensesProperty } from '../../users/license-names.ts';
import { sponsorsProperty } from '../../users/sponsors.ts';
import { isOtherType } from '../../users/tally.ts';
import { managerProperty, signInDates, signInProperty } from '../../users/user.ts';
import { derivedType, type GraphUser, typeProperty } from '../../users/user-type.ts';
import { recordEnd, recordId, recordKind, rowStart } from '../store/user-record.ts';
import { csvCell } from './csv-cells.ts';
import type { Format } from './format.ts';

/**
 * users.csv, made for spreadsheets: RFC 4180 (commas, CRLF, quotes doubled), a byte order mark so that Excel reads
 * UTF-8, and an apostrophe before what a spreadsheet would take for a formula.
 */
export const csv: Format = {
  name: 'users.csv',
  hasRows: true,
  head: csvHeader,
  user(file, { block, end }, start, { types }) {
    const row = rowStart(block, start);
    const rowTo = recordEnd(block, start, end);
    if (!types || isOtherType(recordKind(block, start))) return file.append(block, row, rowTo);
    // Whoever is of the usual type came without a cell for it: nobody knew yet that there would be any.
    const behindId = row + Buffer.byteLength(csvCell(recordId(block, start)));
    file.append(block, row, behindId);
    file.append(emptyCell);
    file.append(block, behindId, rowTo);
  },
  foot: '',
};

export const rowEnd = '\r\n';
/** By it Excel knows UTF-8. */
export const byteOrderMark = '\uFEFF';

const emptyCell = Buffer.from(',');

/** Properties that are objects of a few members get a column for each: nobody can sort a spreadsheet by JSON. */
const membersInColumns: Readonly<Record<string, readonly string[]>> = {
  [managerProperty]: ['id', 'userPrincipalName'],
  [sponsorsProperty]: ['id', 'userPrincipalName'],
  [signInProperty]: signInDates,
};

/** Behind what Graph sent of licences, for people: nobody knows a product by its id. */
const licensesColumn = 'licenses';

/** The first line, with the byte order mark before it. @param types whether there is a column for types */
export function csvHeader(properties: readonly string[], types = false): string {
  const columns = properties.flatMap((name) => {
    if (types && name === 'id') return [name, typeProperty];
    if (name === licensesProperty) return [name, licensesColumn];
    return membersInColumns[name]?.map((member) => `${name}.${member}`) ?? [name];
  });
  return `${byteOrderMark}${csvFormatRow(columns)}${rowEnd}`;
}

/**
 * Makes the writer of rows, with their line break. Lists of texts are joined by `; `, anything deeper is JSON. Who is of
 * another type than the usual has one cell more, behind the id.
 */
export function createRowWriter(properties: readonly string[]): (user: GraphUser) => string {
  const hasMembers = properties.some((name) => name in membersInColumns || name === licensesProperty);
  return (user) => {
    const texts = hasMembers
      ? properties.flatMap((name) => cells(name, user[name]))
      : properties.map((name) => csvCell(user[name]));
    const type = derivedType(user);
    if (type !== undefined) texts.splice(properties.indexOf('id') + 1, 0, csvCell(type));
    return texts.join(',') + rowEnd;
  };
}

/**
 * Makes the writer of the cell of one value; behind that of licences comes {@link licensesCell}.
 *
 * @returns undefined when one of the properties takes a cell for each of its members
 */
export function createCellWriter(properties: readonly string[]): ((value: unknown) => string) | undefined {
  if (properties.some((name) => name in membersInColumns)) return undefined;
  return csvCell;
}

/** The names of licences, in one cell. */
export function licensesCell(licenses: unknown): string {
  return csvCell(licenseNames(licenses));
}

function cells(name: string, value: unknown): string[] {
  if (name === licensesProperty) return [csvCell(value), licensesCell(value)];
  const members = membersInColumns[name];
  if (members === undefined) return [csvCell(value)];
  const holders = (Array.isArray(value) ? value : [value ?? {}]) as Record<string, unknown>[];
  return members.map((member) => csvCell(holders.map((holder) => holder[member]).filter(isThere)));
}

function isThere(value: unknown): boolean {
  return value !== null && value !== undefined;
}
