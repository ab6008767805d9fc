import { createHash } from 'node:crypto';
import { Failure } from '../base/failure.ts';
import { count } from '../base/numbers.ts';
import { createRosterBuilder, type Roster, rosterProperties } from '../findings/roster.ts';
import { type CsvRecord, createCsvRecords } from './csv-records.ts';
import { fileFailure, troubleWith } from './named-file.ts';
import type { FileInput } from './path-parsers.ts';
import { cellText, columnOf, dayOf, isRounded, type RosterColumn } from './roster-cells.ts';
import { TextTrouble, textLines } from './text-lines.ts';

/** A roster as it was read, and what the evidence tells of its file. */
export interface RosterFile {
  roster: Roster;
  /** Of the file, lower-case hex. */
  sha256: string;
  /** Below the heads, empty ones not counted. */
  rows: number;
  /** Rows with nothing by which somebody could be known. */
  nameless: number;
}

const mostLines = 1_000_000;
const mostBytes = 256 * 1024 * 1024;
const takes = 'the path of a CSV file with a column employeeId, mail or userPrincipalName that can be read';

/**
 * Reads the file of the input `roster`, line by line. Nothing of what stands in it is ever told, its heads neither:
 * without them it is people who stand in the first line.
 *
 * @returns the roster, or everything that is wrong with it by kind, with the lines
 */
export async function readRoster({ path, given }: FileInput): Promise<RosterFile | Failure[]> {
  const trouble = await troubleWith(path, mostBytes);
  if (trouble) return [fileFailure('roster', given, takes, trouble)];
  const digest = createHash('sha256');
  const reader = createRosterReader();
  try {
    for await (const lines of textLines(path, (bytes) => digest.update(bytes))) {
      for (const line of lines) reader.line(line);
    }
  } catch (error) {
    const { message, hint = '', code } = error as Partial<TextTrouble> & { code?: string };
    if (!(error instanceof TextTrouble) && code === undefined) throw error;
    return [fileFailure('roster', given, takes, { why: code ?? message ?? '', hint, missing: false })];
  }
  const { problems, ...read } = reader.end();
  if (problems.size === 0) return { ...read, sha256: digest.digest('hex') };
  return [...problems].map(([what, lines]) => {
    const got = `${JSON.stringify(given)}${lines.length > 0 ? `, ${linesText(lines)}` : ''}`;
    return new Failure('input-file-wrong', { input: 'roster', got, takes: what, hint: '' });
  });
}

const shownLines = 10;

function linesText(lines: readonly number[]): string {
  if (lines.length === 1) return `line ${lines[0]}`;
  const more = lines.length - shownLines;
  const shown = lines.slice(0, shownLines);
  if (more > 0) return `lines ${shown.join(', ')} and ${count(more)} more`;
  return `lines ${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** Lines, by what should be there instead. Lines are not given for what is wrong with the whole. */
type Problems = Map<string, number[]>;

function createRosterReader() {
  const builder = createRosterBuilder();
  const problems: Problems = new Map();
  let heads: Heads | undefined;
  let number = 0;
  let [rows, nameless] = [0, 0];

  function wrong(what: string, line?: number): void {
    const lines = problems.get(what) ?? [];
    if (line !== undefined) lines.push(line);
    problems.set(what, lines);
  }

  function row({ line, cells }: CsvRecord, { columns, width }: Heads): void {
    if (cells.every((cell) => cell.trim() === '')) return;
    rows += 1;
    if (cells.slice(width).some((cell) => cell.trim() !== ''))
      wrong('no more cells in a line than in the first one', line);
    const text = (column: RosterColumn) => cellText(cells[columns.get(column) ?? -1]);
    const [employeeId, end] = [text('employeeId'), text('lastDay')];
    const addresses = [text('mail'), text('userPrincipalName')].filter((address) => address.includes('@'));
    if ([employeeId, ...addresses].some((one) => one.includes('\ufffd'))) {
      wrong('UTF-8 or UTF-16 (in Excel: save as "CSV UTF-8")', line);
    }
    if (isRounded(employeeId)) wrong('whole numbers as employeeId, not rounded ones like 1.2E+11', line);
    const lastDay = dayOf(end);
    if (lastDay === null) {
      wrong('last days like 2026-10-31, or 31.10.2026 (of 03/04/2026 nobody knows which is the month)', line);
    }
    if (employeeId === '' && addresses.length === 0) nameless += 1;
    else builder.add({ employeeId: employeeId || undefined, addresses, lastDay: lastDay ?? undefined });
  }

  return {
    line(text: string): void {
      number += 1;
      if (number > mostLines) {
        wrong(`no more than ${count(mostLines)} lines`);
        return;
      }
      if (heads === undefined) {
        // Excel's own way to name the separator of a file.
        const named = number === 1 ? /^sep=(.)$/i.exec(text)?.[1] : undefined;
        if (named !== undefined || text.trim() === '') return;
        heads = headsOf(text, number, wrong);
        return;
      }
      const record = heads.records.line(text);
      if (record && heads.columns.size > 0) row({ ...record, line: record.line + heads.line }, heads);
    },
    end() {
      const open = heads?.records.open();
      if (heads && open !== undefined)
        wrong('a closing quotation mark for the one that opens there', open + heads.line);
      const { columns } = heads ?? { columns: new Map<RosterColumn, number>() };
      const properties = rosterProperties.filter((name) => columns.has(name));
      if (problems.size === 0 && rows - nameless === 0)
        wrong('a row at least below the names of columns, with an employeeId, mail or userPrincipalName');
      const roster = builder.build({ properties, hasLastDays: columns.has('lastDay') });
      return { roster, rows, nameless, problems };
    },
  };
}

interface Heads {
  /** On which line they are. */
  line: number;
  columns: ReadonlyMap<RosterColumn, number>;
  width: number;
  records: ReturnType<typeof createCsvRecords>;
}

/** The separator is the one by which the heads are known, or most of them. */
function headsOf(text: string, line: number, wrong: (what: string, line?: number) => void): Heads {
  const read = [',', ';', '\t'].map((separator) => {
    const cells = createCsvRecords(separator).line(text)?.cells ?? [];
    const known = cells.flatMap((cell, index) => {
      const column = columnOf(cellText(cell));
      return column === undefined ? [] : [[column, index] as const];
    });
    return { line, known, columns: new Map(known), width: cells.length, records: createCsvRecords(separator) };
  });
  const best = read.reduce((one, other) => (other.known.length > one.known.length ? other : one));
  const { known, columns } = best;
  if (!rosterProperties.some((name) => columns.has(name))) {
    wrong(
      'names of columns in the first line, employeeId, mail or userPrincipalName among them, with commas, semicolons or tabs between them',
      line,
    );
    return { ...best, columns: new Map() };
  }
  if (known.length > columns.size) {
    const twice = known.filter(([column, index]) => columns.get(column) !== index).map(([column]) => column);
    wrong(`one column of ${[...new Set(twice)].join(' and of ')}, not several`, line);
  }
  return best;
}
