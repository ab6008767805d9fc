import type { SecondReading } from '../users/reconcile.ts';
import type { PageTaker } from './page-body.ts';
import type { Countable } from './pages.ts';

/** Where users go as they arrive. */
export interface UserSink<P extends Countable, W extends Written> {
  /** Begins a page, whose users are handed over while they come. */
  begin(): PageTaker<P>;
  /** Takes a whole page. @returns waited for before the next one is read, where there is something to wait for */
  add(page: P): void | Promise<void>;
  /** Ends a reading: everything is on disk. @returns what was written */
  finish(): Promise<W>;
  /** Forgets everything, for another reading. */
  clear(): Promise<void>;
}

/** What became of the users of a reading. */
export interface Written {
  /** How many distinct ones there were. */
  readonly users: number;
}

/** Where a second reading goes: ids and creation dates. */
export interface SecondReadingSink<P extends Countable, W extends Written> {
  begin(): PageTaker<P>;
  add(page: P): void;
  /**
   * @param written the list that it is held against
   * @param begun when that began, in milliseconds since the epoch
   */
  compare(written: W, begun: number): Promise<SecondReading>;
}
