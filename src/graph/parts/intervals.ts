/**
 * A part of the directory that can be listed by itself: a closed interval of creation dates, or everybody without
 * one. Neighbours touch: the second at their border belongs to both, so that no user falls between, whatever
 * precision Graph compares with. (`lt` and `gt` are documented for no property of users.)
 * Source: https://learn.microsoft.com/graph/aad-advanced-queries#user-properties
 */
export type Part = Interval | 'undated';

/** Seconds since the epoch; undefined is open, but not at both ends: users without a date would come in as well. */
export interface Interval {
  from?: number | undefined;
  to?: number | undefined;
}

/**
 * @param own the user's filter, '' for none
 * @returns the filter of a part, and whether it certainly is an advanced query (`eq null` is one)
 */
export function partFilter(part: Part, own: string): { filter: string; advanced: boolean } {
  const bounds = part === 'undated' ? ['createdDateTime eq null'] : dateBounds(part);
  const clauses = own === '' ? bounds : [`(${own})`, ...bounds];
  return { filter: clauses.join(' and '), advanced: part === 'undated' };
}

function dateBounds({ from, to }: Interval): string[] {
  const lower = from === undefined ? [] : [`createdDateTime ge ${dateTime(from)}`];
  const upper = to === undefined ? [] : [`createdDateTime le ${dateTime(to)}`];
  return [...lower, ...upper];
}

function dateTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

/** Touching intervals between borders, open at both ends. */
export function partsBetween(borders: readonly number[], whole: Interval = {}): Interval[] {
  const edges = [whole.from, ...borders, whole.to];
  return edges.slice(1).map((to, index) => ({ from: edges[index], to }));
}

/** A page token lives for a while only, and what is lost with it is read again: parts do not grow endlessly. */
const longestPart = 8;
/** Parts turn out some tenths larger or smaller than planned, and a page that is just begun costs as much as a full one. */
const belowFull = 0.1;
/** Of a short list each part should be one page: a fifth more parts than pages, and few spill over. */
const spareParts = 1.2;
/** The share of the list that is kept back until the first parts are counted; of a long one two pages for each reader. */
const keptBack = 0.2;
const mostKeptBack = 2;

/** Sizes in pages. */
export interface PartSizes {
  parts: number[];
  /** What is cut only when the parts are counted, see {@link roomForRest}; 0 for nothing. */
  rest: number;
}

/**
 * How large parts should be, so that many readers are done at the same time although nobody knows yet exactly how
 * large a part will turn out.
 *
 * @param pages of the whole list
 * @param readers how many parts are read at once
 */
export function partSizes(pages: number, readers: number): PartSizes {
  if (pages <= 2 * readers) {
    const parts = Math.min(readers, Math.ceil(pages * spareParts));
    return { parts: sizes(parts, pages / parts), rest: 0 };
  }
  const large = pages - Math.min(keptBack * pages, mostKeptBack * readers);
  const waves = Math.ceil(large / readers / longestPart);
  const parts = readers * waves;
  const even = large / parts;
  // After several waves whoever reads is anywhere in his part, and nothing is gained by whole pages.
  const size = waves > 1 ? even : Math.floor(even + belowFull) - belowFull;
  return { parts: sizes(parts, size), rest: pages - parts * size };
}

function sizes(parts: number, size: number): number[] {
  return Array.from({ length: parts }, () => size);
}

/** Pages that a part of the rest stays below full at least, for borders are never exact. */
const leastSpare = 0.1;
/** With more room than that, fewer parts will do. */
const wellFilled = 0.9;

/**
 * Divides what is left among readers so that all are done at the same time: who has less before him takes more.
 *
 * @param loads pages that each reader still has before him
 * @param pages to be divided
 * @returns room for each part, in whole pages, the largest first; somewhat more than is needed
 */
export function roomForRest(loads: readonly number[], pages: number): number[] {
  const roomUntil = (round: number) => loads.map((load) => round - load).filter((room) => room > 0);
  const isEnough = (room: readonly number[]) => sum(room) - leastSpare * room.length >= pages;
  let round = Math.min(...loads) + 1;
  while (!isEnough(roomUntil(round))) round += 1;
  const room = roomUntil(round).sort((a, b) => b - a);
  return room.filter((_, index) => sum(room.slice(0, index)) * wellFilled < pages);
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}

/** A second on which a sample has that share of a part is no place for a border: its users would be read twice. */
const denseShare = 0.05;
/** A part may grow to so much more than planned before a dense second is left to the next one. */
const overflow = 1.25;
/** An import can fill many seconds on end. From here on one of them is read twice rather than the part be longer. */
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
  const start = from ?? Math.min(earliest, (to ?? now) - parts);
  const end = to ?? Math.max(now, start + parts);
  if (end - start <= narrowest) return [];
  const even = Array.from({ length: parts - 1 }, (_, part) => Math.round(start + ((end - start) * (part + 1)) / parts));
  const dense = Map.groupBy(sample, (second) => second)
    .entries()
    .filter(([, users]) => users.length > sample.length / parts)
    .flatMap(([second]) => [second - 1, second + 1]);
  const inside = [...even, ...dense].filter((border) => border > start && border < end);
  return [...new Set(inside)].sort((a, b) => a - b);
}

/**
 * Joins neighbouring cells as long as they stay below the planned size, the largest part first.
 *
 * @param counts users in each cell
 */
export function joinIntervals(cells: readonly Interval[], counts: readonly number[], planned: number): Interval[] {
  const joined: { part: Interval; users: number }[] = [];
  cells.forEach((cell, index) => {
    const users = counts[index] ?? 0;
    const last = joined.at(-1);
    if (last && last.users + users <= planned) {
      last.part = { from: last.part.from, to: cell.to };
      last.users += users;
    } else {
      joined.push({ part: cell, users });
    }
  });
  return joined.sort((a, b) => b.users - a.users).map(({ part }) => part);
}
