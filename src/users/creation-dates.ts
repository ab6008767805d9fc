/** Gathers creation dates of a directory of any size, in memory that does not grow with it. */
export interface CreationDates {
  /**
   * Called once for each user, in the order of their ids, which says nothing of their dates.
   *
   * @param dateOf the user's `createdDateTime`; only asked for when it is wanted
   */
  user(dateOf: () => unknown): void;
  /**
   * Dates that cut the directory into parts of about equal size; where the next audit reads it in parts, they say where.
   * They are published, so they say of no single account when it was made: none are given of a directory that is read
   * as one list anyway, and of others they are rounded down to the hour, but where very many were made at once.
   *
   * @returns sorted; each stands for as many users as any other
   */
  quantiles(): string[];
}

/** Every n-th date is kept; when there are this many, every second of them goes, and n doubles. */
const mostKept = 2_048;
/** Nobody reads more parts at once, and the dates of one page of users would say less exactly where to cut. */
const parts = 256;

export function createCreationDates(): CreationDates {
  let kept: string[] = [];
  let step = 1;
  let users = 0;
  return {
    user(dateOf) {
      users += 1;
      if (users % step !== 0) return;
      const date = dateOf();
      if (typeof date !== 'string') return;
      kept.push(date);
      if (kept.length < mostKept) return;
      kept = kept.filter((_, index) => index % 2 === 1);
      step *= 2;
    },
    quantiles() {
      if (users < leastUsers) return [];
      const sorted = coarse(kept);
      if (sorted.length <= parts) return sorted;
      return Array.from(
        { length: parts },
        (_, part) => sorted[Math.floor(((part + 0.5) * sorted.length) / parts)] ?? '',
      );
    },
  };
}

/** A smaller directory is read as one list: see read-users.ts of src/graph. */
const leastUsers = 2_000;
/** How many of the dates that are kept must share a second, or a minute, for it to be told. */
const crowd = 10;
/** Milliseconds; fine ones first. */
const [second, hour] = [1_000, 3_600_000];
const steps = [second, 60_000, hour];

/** @returns the dates that can be read, each rounded down to what it shares with a crowd, or to its hour; sorted */
function coarse(dates: readonly string[]): string[] {
  const times = dates.map((date) => Date.parse(date)).filter((time) => !Number.isNaN(time));
  const crowds = steps.map((step) => Map.groupBy(times, (time) => Math.floor(time / step)));
  const rounded = times.map((time) => {
    const shared = crowds.findIndex(
      (groups, at) => (groups.get(Math.floor(time / (steps[at] ?? hour)))?.length ?? 0) >= crowd,
    );
    const step = steps[shared] ?? hour;
    return Math.floor(time / step) * step;
  });
  return rounded.sort((a, b) => a - b).map((time) => new Date(time).toISOString().replace('.000Z', 'Z'));
}

const dateKey = Buffer.from('"createdDateTime":"');
const quote = '"'.charCodeAt(0);

/**
 * Finds the creation date in a user's JSON without parsing it. In no text can the key be found: its quotes would be
 * escaped.
 *
 * @param from where the user begins; `to` where it ends
 * @returns as it stands there; undefined when there is none
 */
export function creationDateIn(bytes: Buffer, from: number, to: number): string | undefined {
  const key = bytes.subarray(from, to).indexOf(dateKey);
  if (key < 0) return undefined;
  const start = from + key + dateKey.length;
  return bytes.toString('utf8', start, bytes.indexOf(quote, start));
}
