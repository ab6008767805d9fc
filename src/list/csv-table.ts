import { csvFormatRow } from 'd3-dsv';
import type { FileInProgress, FolderOfFiles } from '../disk/output-folder.ts';
import { byteOrderMark, rowEnd } from './formats/csv.ts';
import { csvCell } from './formats/csv-cells.ts';

/** A CSV file for people, by the rules of users.csv, that is written row by row. */
export interface CsvTable {
  add(row: readonly unknown[]): void;
  /** Writes out what has gathered. */
  flush(): Promise<void>;
  /** Ends the file, still under its temporary name. */
  finish(): Promise<FileInProgress>;
  /** Ends it, and takes it away. */
  discard(): Promise<void>;
}

/** @param columns heads of our own */
export function createCsvTable(folder: FolderOfFiles, name: string, columns: readonly string[]): CsvTable {
  let rows = [`${byteOrderMark}${csvFormatRow([...columns])}${rowEnd}`];
  let file: FileInProgress | undefined;

  async function flush(): Promise<FileInProgress> {
    file ??= await folder.create(name);
    const text = rows.join('');
    rows = [];
    await file.write([Buffer.from(text)]);
    return file;
  }

  async function finish(): Promise<FileInProgress> {
    const whole = await flush();
    await whole.close();
    return whole;
  }

  return {
    add: (row) => rows.push(row.map(csvCell).join(',') + rowEnd),
    async flush() {
      if (rows.length > 0) await flush();
    },
    finish,
    async discard() {
      await (await finish()).discard();
    },
  };
}
