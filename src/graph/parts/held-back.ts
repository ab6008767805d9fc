import { largestPage } from '../query.ts';
import { bordersOf } from './borders.ts';
import { bulksIn } from './bulk-imports.ts';
import { type Counted, createEstimate } from './estimate.ts';
import { type Interval, intervalsBetween } from './intervals.ts';
import { type PartSizes, roomForRest, sum } from './part-sizes.ts';

/** A list in parts, one of which is kept back. */
export interface KeptBack {
  parts: Interval[];
  /** To be cut by {@link cutRest}; undefined when nothing is kept back, or nothing can be. */
  rest: Interval | undefined;
}

/**
 * Cuts a list into parts and keeps one back, where bulk imports are fewest: borders can be put there where they are
 * wanted.
 *
 * @param sample creation dates in seconds since the epoch, rising
 * @param sizes of the parts and of the one to keep back, in any unit
 */
export function keepBack(sample: readonly number[], { parts, rest }: PartSizes): KeptBack {
  const without = { parts: intervalsBetween(bordersOf(sample, rest > 0 ? [...parts, rest] : parts)), rest: undefined };
  if (rest === 0) return without;
  const choices = [...parts, rest].flatMap((_, place) => {
    const intervals = intervalsBetween(bordersOf(sample, parts.toSpliced(place, 0, rest)));
    const kept = intervals[place];
    // A dense sample comes out in fewer parts: which of them would be the rest?
    if (kept === undefined || intervals.length <= parts.length) return [];
    const inBulks = sum(bulksIn(sample, kept).map(({ seen }) => seen));
    return { parts: intervals.toSpliced(place, 1), rest: kept, inBulks };
  });
  return choices.sort((a, b) => a.inBulks - b.inBulks)[0] ?? without;
}

/** How often borders are counted and corrected. After that most parts are off by some fifty users of the 999 of a page. */
const corrections = 3;

/**
 * Cuts the part of a list that was kept back, so that whoever is done early has something to do until the others are,
 * and pages come out full. It is counted while the other parts are read, so that hardly anybody waits for it.
 *
 * @param rest the part
 * @param sample creation dates of the whole list, in seconds since the epoch, rising
 * @param loads pages that each reader still has before him, as soon as that is known
 * @param now seconds since the epoch
 * @param count asks Graph how many users there are in an interval
 * @returns the largest first
 */
export async function cutRest(
  rest: Interval,
  sample: readonly number[],
  loads: Promise<readonly number[]>,
  now: number,
  count: (part: Interval) => Promise<number>,
): Promise<Interval[]> {
  const { from = sample[0] ?? 0, to = Math.max(now, from) } = rest;
  const [users, before] = await Promise.all([count(rest), loads]);
  const room = roomForRest(before, users / largestPage).map((pages) => pages * largestPage);
  let counted: Counted[] = [
    { second: from - 1, users: 0 },
    { second: to, users },
  ];
  let borders = cut(room, counted, sample);
  // How many users a bulk import holds is known at once, and not only when a border has come near it.
  let asked = [...borders, ...bulksIn(sample, rest).flatMap(({ first, last }) => [first - 1, last])];
  for (let time = 0; time < corrections && borders.length > 0; time += 1) {
    const seconds = [...new Set(asked)].filter((second) => second > from && second < to);
    const counts = seconds.map(async (second) => ({ second, users: await count({ ...rest, to: second }) }));
    counted = [...counted, ...(await Promise.all(counts))].sort((a, b) => a.second - b.second);
    borders = cut(room, counted, sample);
    asked = borders;
  }
  return intervalsBetween(borders, rest);
}

/** Users by which a border may be off after that. */
const inaccuracy = 50;

/**
 * Finds the borders between parts, so that each has no more users than it has room for. Where there is more room than
 * users, all parts are left with the same number of free places.
 *
 * @param room users that each part has room for
 * @returns the second at which each part ends, but for the last one
 */
function cut(room: readonly number[], counted: readonly Counted[], sample: readonly number[]): number[] {
  const estimate = createEstimate(counted, sample);
  const { second: last, users } = counted.at(-1) as Counted;
  const borders: number[] = [];
  let from = (counted[0] as Counted).second + 1;
  for (const [index, free] of room.slice(0, -1).entries()) {
    // The second of a border belongs to both sides.
    const before = estimate(from - 1);
    const spare = (sum(room.slice(index)) - (users - before)) / (room.length - index);
    const reached = (size: number) => firstSecond(from, last, (second) => estimate(second) - before >= size);
    // Within a bulk import a second holds many: better a part that is too small than a page for the few above it.
    const below = Math.min(reached(free - spare), reached(free - inaccuracy) - 1);
    // A second that holds more than there is room for lies between two borders of its own.
    const border = below > from ? below : reached(free - spare) + 1;
    if (border >= last) break;
    borders.push(border);
    from = border;
  }
  return borders;
}

/** @returns the first second from which on something holds; `to` if it never does */
function firstSecond(from: number, to: number, holds: (second: number) => boolean): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
