import type { Interval } from './intervals.ts';

/** A bulk import, as far as a sample can tell. */
export interface Bulk {
  /** Seconds since the epoch of the first and of the last user in the sample. */
  first: number;
  last: number;
  /** How many users of the sample belong to it. */
  seen: number;
}

/** This many users of a sample within a minute are more than chance. */
const fewest = 5;
/** Seconds. */
const longestGap = 60;

/**
 * Finds the bulk imports in an interval.
 *
 * @param sample creation dates in seconds since the epoch, rising
 */
export function bulksIn(sample: readonly number[], { from = 0, to = Number.POSITIVE_INFINITY }: Interval): Bulk[] {
  const bulks: Bulk[] = [];
  for (const second of sample) {
    if (second < from || second > to) continue;
    const bulk = bulks.at(-1);
    if (bulk && second - bulk.last < longestGap) {
      bulk.last = second;
      bulk.seen += 1;
    } else bulks.push({ first: second, last: second, seen: 1 });
  }
  return bulks.filter(({ seen }) => seen >= fewest);
}
