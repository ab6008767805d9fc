/** A part of the directory that can be listed by itself: an interval of creation dates, or everybody without one. */
export type Part = Interval | UndatedPart;

/** Everybody without a creation date, asked for in one of two ways: see undated-users.ts. */
export type UndatedPart = 'undated' | 'not dated';

/** Everybody who has a creation date. */
export const dated = 'createdDateTime le 9999-12-31T23:59:59Z';

const undatedClauses: Readonly<Record<UndatedPart, string>> = {
  undated: 'createdDateTime eq null',
  'not dated': `not(${dated})`,
};

export function isUndated(part: Part): part is UndatedPart {
  return typeof part === 'string';
}

/**
 * A closed interval of creation dates. Neighbours touch: the second at their border belongs to both, so that no user
 * falls between, whatever precision Graph compares with. (`lt` and `gt` are documented for no property of users.)
 * Source: https://learn.microsoft.com/graph/aad-advanced-queries#user-properties
 *
 * Seconds since the epoch; undefined is open, but not at both ends: users without a date would come in as well.
 */
export interface Interval {
  from?: number | undefined;
  to?: number | undefined;
}

/**
 * @param own the user's filter, '' for none
 * @returns the filter of a part, and whether it certainly is an advanced query (`eq null` and `not` are)
 */
export function partFilter(part: Part, own: string): { filter: string; advanced: boolean } {
  const bounds = isUndated(part) ? [undatedClauses[part]] : dateBounds(part);
  return { filter: joinClauses(own, bounds), advanced: isUndated(part) };
}

/** @param own the user's filter, '' for none */
export function joinClauses(own: string, clauses: readonly string[]): string {
  return (own === '' ? clauses : [`(${own})`, ...clauses]).join(' and ');
}

function dateBounds({ from, to }: Interval): string[] {
  const lower = from === undefined ? [] : [`createdDateTime ge ${dateTime(from)}`];
  const upper = to === undefined ? [] : [`createdDateTime le ${dateTime(to)}`];
  return [...lower, ...upper];
}

function dateTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

/**
 * The filter of a part as it may be shown: a border may be the second at which a single account was made, so each is
 * rounded down to its hour.
 *
 * @param own the user's filter, which stays as it is; '' for none
 */
export function coarseFilter(filter: string, own: string): string {
  const start = own === '' ? '' : `(${own})`;
  const clauses = filter.slice(start.length);
  // The last date that there is tells of nobody.
  return start + (clauses.includes(dated) ? clauses : coarseDates(clauses));
}

/** A second, of {@link dateBounds} and where a service quotes it. */
const second = /(\d\dT\d\d):\d\d:\d\d/g;

/** A text with every date in it rounded down to its hour. */
export function coarseDates(text: string): string {
  return text.replace(second, '$1:00:00');
}

/** Touching intervals between borders, open at both ends. */
export function intervalsBetween(borders: readonly number[], whole: Interval = {}): Interval[] {
  const edges = [whole.from, ...borders, whole.to];
  return edges.slice(1).map((to, index) => ({ from: edges[index], to }));
}

/**
 * Joins neighbouring intervals as long as they stay below the planned size, the largest first.
 *
 * @param counts users in each of them
 */
export function joinIntervals(intervals: readonly Interval[], counts: readonly number[], planned: number): Interval[] {
  const joined: { interval: Interval; users: number }[] = [];
  intervals.forEach((interval, index) => {
    const users = counts[index] ?? 0;
    const last = joined.at(-1);
    if (last && last.users + users <= planned) {
      last.interval = { from: last.interval.from, to: interval.to };
      last.users += users;
    } else {
      joined.push({ interval, users });
    }
  });
  return joined.sort((a, b) => b.users - a.users).map(({ interval }) => interval);
}
