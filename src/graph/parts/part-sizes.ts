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
