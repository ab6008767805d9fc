import type { Hash } from './hash.ts';
import { startOfDay } from './timestamps.ts';

const years = 10;
const days = Math.floor(years * 365.25);
const bulkDays = 12;
const bulkSeconds = 8;

/**
 * When the users of a seeded directory were created: ten years of growth on working days, a quarter of the users on
 * twelve days of bulk import within a few seconds each, and one in a hundred without a date, as Graph answers for
 * some users older than June 2018.
 * Source: https://learn.microsoft.com/graph/api/resources/user#properties (createdDateTime)
 *
 * @param anchor seconds since the epoch; every date lies before it
 * @returns seconds since the epoch of the user with an index, or null
 */
export function createCreationDates(hash: Hash, anchor: number): (index: number) => number | null {
  const first = startOfDay(anchor) - days * 86_400;
  return (index) => {
    const kind = hash(index, 10) % 100;
    if (kind === 0) return null;
    if (kind <= 25) {
      const batch = hash(index, 11) % bulkDays;
      const day = hash(batch, 12) % (days - 1);
      return first + day * 86_400 + (hash(batch, 13) % 80_000) + (hash(index, 14) % bulkSeconds);
    }
    const share = hash(index, 15) / 2 ** 32;
    const grown = (share + Math.sqrt(share)) / 2;
    const morning = workingDay(first + Math.floor(grown * (days - 1)) * 86_400);
    return Math.max(first, morning) + 21_600 + (hash(index, 16) % 43_200);
  };
}

/** The day itself, or the Friday before a weekend; day 0 of the epoch was a Thursday. */
function workingDay(seconds: number): number {
  const weekday = (seconds / 86_400 + 4) % 7;
  if (weekday === 6) return seconds - 86_400;
  return weekday === 0 ? seconds - 2 * 86_400 : seconds;
}

/**
 * The first of October 2026, so that a seed gives the same directory on any day; years earlier for a clock that has
 * not reached it, because nobody was created in the future.
 *
 * @param now milliseconds since the epoch
 * @returns seconds since the epoch
 */
export function creationAnchor(now: number): number {
  let year = 2026;
  while (year > 1980 && Date.UTC(year, 9, 1) > now) year -= 1;
  return Date.UTC(year, 9, 1) / 1000;
}
