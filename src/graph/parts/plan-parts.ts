import { largestPage } from '../query.ts';
import { keepBack } from './held-back.ts';
import type { Interval, Part } from './intervals.ts';
import { partSizes } from './part-sizes.ts';

/** What is known of a list, or guessed, before it is read in parts. */
export interface PartsOptions {
  /** Parts read at once. */
  concurrency: number;
  /** How many users there are about. */
  expected: number;
  /** How many of them have no creation date, about. */
  undated: number;
  /** Creation dates of any page of the directory, in seconds since the epoch: they say where to cut. */
  sample: readonly number[];
  /** Seconds since the epoch. */
  now: number;
}

export interface PartsPlan {
  /** In the order in which they are begun. */
  parts: Part[];
  /** Kept back until the others are counted, and cut then; undefined for nothing. */
  rest: Interval | undefined;
  /** Users in a part, as planned. */
  partUsers: number;
  /** Creation dates in seconds since the epoch, rising. */
  sample: readonly number[];
}

/** Plans how a list is cut into parts, with nothing known of it but a sample. */
export function planParts({ concurrency, expected, undated, sample, now }: PartsOptions): PartsPlan {
  const sizesOf = (users: number) => partSizes(users / largestPage, concurrency);
  // Borders cut those who have a date. The first page may have been full of users without one, by chance.
  const datedSizes = sizesOf(Math.max(largestPage, expected - undated));
  // But how many have a date is a guess: what is too long for one reader goes by the whole list.
  const partUsers = (sizesOf(expected).parts[0] as number) * largestPage;
  const rising = sample.toSorted((a, b) => a - b);
  // Where nothing is known, one border all the same: `ge` some first date would leave out who is older still.
  const { parts: intervals, rest } = keepBack(rising.length > 0 ? rising : [now], datedSizes);
  // A part of those without a date cannot be cut: where it is the longest, it is begun first.
  const parts: Part[] = undated > partUsers ? ['undated', ...intervals] : [...intervals, 'undated'];
  return { parts, rest, partUsers, sample: rising };
}
