/**
 * A part of the directory that can be listed by itself: a closed interval of creation dates, or everybody without
 * one. Neighbours touch: the second at their border belongs to both, so that no user falls between, whatever
 * precision Graph compares with. (`lt` and `gt` are documented for no property of users.)
 * Source: https://learn.microsoft.com/graph/aad-advanced-queries#user-properties
 */
export type Part = Interval | 'undated';

/** Seconds since the epoch; undefined is open. */
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
  // Without any bound users without a date would come in as well: ge is false for null.
  return lower.length + upper.length === 0 ? [`createdDateTime ge ${dateTime(0)}`] : [...lower, ...upper];
}

function dateTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

/** Touching intervals between borders, open at both ends. */
export function partsBetween(borders: readonly number[], whole: Interval = {}): Interval[] {
  const edges = [whole.from, ...borders, whole.to];
  return edges.slice(1).map((to, index) => ({ from: edges[index], to }));
}

/**
 * Borders that cut a sample into parts of about equal size. A second on which the sample has several users is a bulk
 * import: the border goes behind it, so that its thousands are not read twice.
 *
 * @param sample creation dates in seconds since the epoch, sorted
 * @param parts how many parts are wanted; fewer come out where the sample is dense
 */
export function bordersOf(sample: readonly number[], parts: number): number[] {
  const seen = new Map<number, number>();
  for (const date of sample) seen.set(date, (seen.get(date) ?? 0) + 1);
  const borders = new Set<number>();
  for (let part = 1; part < parts; part += 1) {
    let border = sample[Math.floor((part * sample.length) / parts)];
    if (border === undefined) continue;
    if ((seen.get(border) ?? 0) > 1) while (seen.has(border)) border += 1;
    borders.add(border);
  }
  return [...borders].sort((a, b) => a - b);
}

/** Where Graph's users begin, for probing below the first known border: Microsoft's directory is not older. */
const earliest = Date.UTC(2005, 0, 1) / 1000;

/**
 * Borders that cut an interval into parts of equal width.
 *
 * @param now seconds since the epoch, for an interval that is open at its end
 * @returns empty when it is too narrow to be cut: a second is never split
 */
export function bordersWithin({ from, to }: Interval, parts: number, now: number): number[] {
  const start = from ?? Math.min(earliest, (to ?? now) - parts);
  const end = to ?? Math.max(now, start + parts);
  const borders = new Set<number>();
  for (let part = 1; part < parts; part += 1) {
    const border = Math.round(start + ((end - start) * part) / parts);
    if (border > start && border < end) borders.add(border);
  }
  return [...borders];
}

/**
 * Joins neighbouring cells as long as they stay below the planned size, the largest part first.
 *
 * @param counts users in each cell
 */
export function joinCells(cells: readonly Interval[], counts: readonly number[], planned: number): Interval[] {
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
