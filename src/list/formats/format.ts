import type { FileInProgress } from '../../disk/output-folder.ts';
import type { Records } from '../store/user-record.ts';

/** How the list is written in one format: what stands before, between and behind the users. */
export interface Format {
  /** Name of the file. */
  name: string;
  /** True when it is made of the rows of CSV that records hold; all others are made of their lines of JSON. */
  hasRows: boolean;
  /** @param properties what a user has, in its order */
  head(properties: readonly string[]): string;
  /**
   * Writes the record at `start`.
   *
   * @param first true for the very first user
   */
  user(file: FileInProgress, records: Records, start: number, first: boolean): void;
  foot: string;
}
