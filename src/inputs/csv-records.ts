import { dsvFormat } from 'd3-dsv';

/** A record of CSV, and the line on which it begins, from 1. */
export interface CsvRecord {
  line: number;
  cells: string[];
}

/** Puts records together from lines: what is in quotes may go on on the next one. */
export interface CsvRecords {
  /** @returns the record that ends with this line; undefined within one */
  line(text: string): CsvRecord | undefined;
  /** @returns where a record begins that never ended */
  open(): number | undefined;
}

/** @param separator one character */
export function createCsvRecords(separator: string): CsvRecords {
  const format = dsvFormat(separator);
  let number = 0;
  let begun: { line: number; lines: string[] } | undefined;
  let inQuotes = false;

  /** Quotes count where a cell begins, and within one that began with them. */
  function watchQuotes(text: string): void {
    let isStart = !inQuotes;
    for (const sign of text) {
      if (sign === '"' && (inQuotes || isStart)) inQuotes = !inQuotes;
      // Behind a quote that ends a cell another one makes a quote of the two.
      isStart = sign === separator || (sign === '"' && !inQuotes);
    }
  }

  return {
    line(text) {
      number += 1;
      if (begun !== undefined || text.includes('"')) watchQuotes(text);
      const { line, lines } = begun ?? { line: number, lines: [] };
      lines.push(text);
      begun = inQuotes ? { line, lines } : undefined;
      return inQuotes ? undefined : { line, cells: format.parseRows(lines.join('\n'))[0] ?? [] };
    },
    open: () => begun?.line,
  };
}
