import type { FileInProgress } from '../../disk/output-folder.ts';
import type { Records } from '../store/user-record.ts';

/** How the list is written in one format: what stands before, between and behind the users. */
export interface Format {
  /** Name of the file. */
  name: string;
  /** True when it is made of the rows of CSV that records hold; all others are made of their lines of JSON. */
  hasRows: boolean;
  /**
   * @param properties what a user has, in its order
   * @param types whether there is a user of another type than the usual
   */
  head(properties: readonly string[], types: boolean): string;
  /**
   * Writes the record at `start`.
   *
   * @param place.first true for the very first user
   * @param place.types see `head`
   */
  user(file: FileInProgress, records: Records, start: number, place: { first: boolean; types: boolean }): void;
  foot: string;
}
