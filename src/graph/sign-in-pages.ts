import { Failure } from '../base/failure.ts';
import type { Pace } from '../http/retry.ts';
import type { GraphClient } from './client.ts';
import type { PageTaker } from './page-body.ts';
import { type Countable, usersPages } from './pages.ts';

/** What became of the second pass. */
export type SignInsOutcome = { status: 'read'; pages: number; users: number } | { status: 'skipped'; reason: string };

export interface SignInsOptions {
  /** Graph's origin, without a trailing slash. */
  graphUrl: string;
  /** How many users there are about; 0 when nobody knows. */
  expected: number;
  pace: Pick<Pace, 'now' | 'sleep' | 'deadline'>;
  /** Told after the first page: how many there will be about, and milliseconds that they take at this pace. */
  onPlan(pages: number, milliseconds: number): void;
  /** Told after each page: users so far. */
  onPage(received: number): void;
}

/**
 * With sign-in activity Graph gives pages of 500 users at the most, sometimes fewer.
 * Source: https://learn.microsoft.com/graph/api/user-list#optional-query-parameters
 */
const pageSize = 500;
/** About how many requests Graph answers in a minute; it throttles what is beyond. */
const requestsPerMinute = 10;
const minute = 60_000;
/** Milliseconds: the minute is Graph's, and begins when a request has come there. */
const window = minute + 1_000;
/** Milliseconds before the deadline that are left for the files, but no more than half of what there is. */
const longestReserve = minute;

/**
 * Reads when users signed in last: a pass of its own, since it is paced, needs a permission and a licence of its own,
 * and combines with no filter. Whatever refuses it is told as the reason why it was skipped; the list does not depend
 * on it.
 *
 * @param begin makes the taker of one page
 * @param take takes each page
 * @throws Failure `cancelled`, `disk-full`, `disk-refused`
 */
export async function readSignIns<P extends Countable>(
  client: GraphClient,
  options: SignInsOptions,
  begin: () => PageTaker<P>,
  take: (page: P) => void,
): Promise<SignInsOutcome> {
  const { graphUrl, expected, pace } = options;
  const { deadline, timeLeft, isTooLong, outOfTime } = createTimetable(pace);
  let planned = Math.ceil(expected / pageSize);
  if (isTooLong(planned)) return outOfTime(planned);
  const inTurn = createPacer({ ...pace, deadline });
  const paced: GraphClient = {
    spent: client.spent,
    get: (url, read, options) => client.get(url, read, { ...options, inTurn, deadline }),
  };
  const query = { graphUrl, properties: ['id', 'signInActivity'], filter: '', includeManager: false, advanced: false };
  let pages = 0;
  let users = 0;
  let isPlanned = false;
  try {
    for await (const page of usersPages(paced, { ...query, pageSize }, begin, 'never')) {
      take(page);
      pages += 1;
      users += page.length;
      if (!isPlanned && page.length > 0) {
        isPlanned = true;
        // How large pages really are, only Graph knows.
        planned = pages + Math.max(0, Math.ceil(expected / page.length) - 1);
        if (isTooLong(planned)) throw new OutOfTime();
        options.onPlan(planned, timeLeft(planned));
      }
      options.onPage(users);
    }
    return { status: 'read', pages, users };
  } catch (error) {
    if (error instanceof OutOfTime) return outOfTime(planned);
    if (!(error instanceof Failure) || endsTheAudit.has(error.code)) throw error;
    return { status: 'skipped', reason: reasonOf(error) };
  }
}

/** How long the pass takes at the pace that Graph allows, and how long it may take. */
interface Timetable {
  /** When the pass must be over, in milliseconds since the epoch. */
  deadline: number;
  /** @returns milliseconds from now until all pages of the pass have come */
  timeLeft(pages: number): number;
  isTooLong(pages: number): boolean;
  outOfTime(pages: number): SignInsOutcome;
}

/** The pass begins now. */
function createTimetable(pace: SignInsOptions['pace']): Timetable {
  const begun = pace.now();
  const reserve = Math.min(longestReserve, (pace.deadline - begun) / 2);
  const deadline = pace.deadline - reserve;
  // The first ten pages come at once, and ten more each time when the minute is over.
  const timeFor = (pages: number) => Math.floor(Math.max(0, pages - 1) / requestsPerMinute) * window;
  const timeLeft = (pages: number) => Math.max(0, begun + timeFor(pages) - pace.now());
  return {
    deadline,
    timeLeft,
    isTooLong: (pages) => timeFor(pages) > 0 && begun + timeFor(pages) > deadline,
    outOfTime(pages) {
      const minutes = Math.ceil((timeLeft(pages) + reserve) / minute) + 1;
      return {
        status: 'skipped',
        reason: `at ${requestsPerMinute} requests a minute it takes longer than time-limit leaves; give it ${minutes} minutes more`,
      };
    },
  };
}

/** Failures that the list meets as well. */
const endsTheAudit: ReadonlySet<string> = new Set(['cancelled', 'disk-full', 'disk-refused']);

class OutOfTime extends Error {}

/** @returns waits until one more request within a minute is allowed; throws OutOfTime when it would come too late */
function createPacer({ now, sleep, deadline }: SignInsOptions['pace']): () => Promise<void> {
  const starts: number[] = [];
  return async () => {
    const wait = starts.length < requestsPerMinute ? 0 : (starts.shift() as number) + window - now();
    if (wait > 0) {
      if (now() + wait > deadline) throw new OutOfTime();
      await sleep(wait);
    }
    starts.push(now());
  };
}

/** In our own words: the manifest holds none of Graph's. */
function reasonOf({ code, facts }: Failure): string {
  if (code !== 'graph-refused') return `it failed (${code})`;
  const answer = `HTTP ${facts.status} ${facts.graphCode}`;
  if (facts.status !== 403) return `Graph answered ${answer}`;
  return `it needs the application permission AuditLog.Read.All with consent, and an Entra ID P1 licence in the tenant (${answer})`;
}
