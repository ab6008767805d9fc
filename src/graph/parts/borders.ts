import type { Interval } from './intervals.ts';

/** A second on which a sample has that share of a part is no place for a border: its users would be read twice. */
const denseShare = 0.05;
/** A part may grow to this many times its planned size before a dense second is left to the next one. */
const overflow = 1.25;
/**
 * An import can fill many seconds on end. A part that has grown to this many times its planned size ends at one of them
 * all the same, although the users of that second are read twice then.
 */
const tooLong = 1.5;

/**
 * Borders that cut a sample into parts of given sizes. A bulk import puts thousands of users on one second, which no
 * border can cut: it lies between two borders of its own.
 *
 * @param sample creation dates in seconds since the epoch, sorted
 * @param sizes of the parts, in any unit; fewer parts come out where the sample is dense
 */
export function bordersOf(sample: readonly number[], sizes: readonly number[]): number[] {
  const seen = new Map<number, number>();
  for (const date of sample) seen.set(date, (seen.get(date) ?? 0) + 1);
  const unit = sample.length / sizes.reduce((sum, size) => sum + size, 0);
  const borders: number[] = [];
  let gathered = 0;
  // The last part takes what is left.
  const planned = () =>
    borders.length < sizes.length - 1 ? (sizes[borders.length] as number) * unit : Number.POSITIVE_INFINITY;
  const isDense = (second: number) => (seen.get(second) ?? 0) > Math.max(1, denseShare * planned());
  function cutAt(second: number, anyway = false): void {
    if ((isDense(second) && !anyway) || second <= (borders.at(-1) ?? Number.NEGATIVE_INFINITY)) return;
    borders.push(second);
    gathered = 0;
  }
  for (const [second, users] of seen) {
    if (isDense(second) && gathered + users > overflow * planned()) cutAt(second - 1);
    gathered += users;
    const isCheap = (seen.get(second + 1) ?? 0) < planned() / 2;
    if (gathered >= planned()) cutAt(second + 1, isCheap && gathered >= tooLong * planned());
  }
  return borders;
}

/** Where Graph's users begin, for probing below the first known border: Microsoft's directory is not older. */
const earliest = Date.UTC(2005, 0, 1) / 1000;
/** What Graph can be asked for, years of four digits: some users have dates that make no sense. */
const [first, last] = [Date.parse('0001-01-02T00:00:00Z') / 1000, Date.parse('9999-12-30T00:00:00Z') / 1000];
/** Seconds. A narrower part is a bulk import: a border in it would only repeat its users. */
const narrowest = 2;

/**
 * Borders that cut an interval into parts of equal width, and dense seconds out of it.
 *
 * @param sample some creation dates in it
 * @param now seconds since the epoch, for an interval that is open at its end
 * @returns sorted; empty when it is too narrow to be cut
 */
export function bordersWithin({ from, to }: Interval, parts: number, sample: readonly number[], now: number): number[] {
  // Whoever is beyond the usual dates may be anywhere: a step of some seconds at a time would never come to an end.
  const start = from ?? ((to ?? now) - parts < earliest ? first : earliest);
  const end = to ?? (start + parts > now ? last : now);
  if (end - start <= narrowest) return [];
  const even = Array.from({ length: parts - 1 }, (_, part) => Math.round(start + ((end - start) * (part + 1)) / parts));
  const dense = Map.groupBy(sample, (second) => second)
    .entries()
    .filter(([, users]) => users.length > sample.length / parts)
    .flatMap(([second]) => [second - 1, second + 1]);
  const inside = [...even, ...dense].filter((border) => border > start && border < end);
  return [...new Set(inside)].sort((a, b) => a - b);
}
