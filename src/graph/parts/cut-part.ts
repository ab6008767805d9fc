import { largestPage } from '../query.ts';
import { bordersWithin } from './borders.ts';
import { checkObeyed, countPart, type PartedList } from './count-part.ts';
import { intervalsBetween, isUndated, joinIntervals, type Part } from './intervals.ts';

/** A part this many times larger than planned is cut again: the sample did not stand for the directory. */
const tolerance = 2;
/** Users. Cutting a part takes two rounds of requests; shorter ones are read as quickly. */
const notWorthCutting = 4 * largestPage;
/** Intervals that a part is cut into; cut twice, a part of twenty years comes down to months. */
const intervalsInPart = 16;

/** @param count users in the part */
export function isTooLarge(count: number, { plan }: PartedList): boolean {
  return count > Math.max(plan.partUsers * tolerance, notWorthCutting);
}

/**
 * Cuts a part at dates evenly spread over it and around bulk imports, asks Graph how many users there are in each
 * interval, and joins neighbours that are small.
 *
 * @param count users in the part
 * @param dates some creation dates in it, in seconds since the epoch
 * @returns the parts to read in its stead; one or none when it cannot be cut
 */
export async function cutPart(part: Part, count: number, dates: readonly number[], list: PartedList): Promise<Part[]> {
  if (isUndated(part)) return [];
  const narrow = intervalsBetween(bordersWithin(part, intervalsInPart, dates, list.options.now), part);
  if (narrow.length === 1) return [];
  const counts = await Promise.all(narrow.map((interval) => countPart(interval, list)));
  const sum = counts.reduce((all, users) => all + users, 0);
  checkObeyed(sum, count);
  return joinIntervals(narrow, counts, list.plan.partUsers);
}
