import { Failure } from '../base/failure.ts';
import type { Pace } from '../http/retry.ts';
import { isAboutLicence, signInPermission } from '../problems/graph-refusal.ts';
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
  /** The permissions in the token. */
  roles(): readonly string[];
  /** Told with the first users: how many pages there will be about, where that is known. */
  onPlan(pages: number): void;
  /** Told after each page: users so far. */
  onPage(received: number): void;
}

/**
 * With sign-in activity Graph gives pages of 500 users at the most, sometimes fewer.
 * Source: https://learn.microsoft.com/graph/api/user-list#optional-query-parameters
 */
const pageSize = 500;
const minute = 60_000;
/** Milliseconds before the deadline that are left for the files, but no more than half of what there is. */
const longestReserve = minute;
/** Pages after which the pace so far says how long the others take: the first ones come before any limit is met. */
const tellingPages = 10;

/**
 * Reads when users signed in last: a pass of its own, since it has a limit, needs a permission and a licence of its own,
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
  const begun = pace.now();
  const reserve = Math.min(longestReserve, (pace.deadline - begun) / 2);
  const deadline = pace.deadline - reserve;
  const inTurn = createPacer({ ...pace, deadline });
  const paced: GraphClient = {
    spent: client.spent,
    get: (url, read, options) => client.get(url, read, { ...options, inTurn, deadline }),
  };
  const query = { graphUrl, properties: ['id', 'signInActivity'], filter: '', includeManager: false, advanced: false };
  let pages = 0;
  let users = 0;
  let planned = 0;
  /** Milliseconds until all pages are there, at the pace so far. */
  const timeLeft = () => ((pace.now() - begun) / Math.max(1, pages)) * Math.max(0, planned - pages);
  const outOfTime = (): SignInsOutcome => {
    const minutes = Math.ceil((timeLeft() + reserve) / minute) + 1;
    const reason = `at the pace at which Graph answers it takes longer than time-limit leaves; give it ${minutes} minutes more`;
    return { status: 'skipped', reason };
  };
  try {
    for await (const page of usersPages(paced, { ...query, pageSize }, begin, 'never')) {
      take(page);
      pages += 1;
      users += page.length;
      if (planned === 0 && page.length > 0 && expected > 0) {
        // How large pages really are, only Graph knows.
        planned = pages + Math.max(0, Math.ceil(expected / page.length) - 1);
        options.onPlan(planned);
      }
      if (pages >= tellingPages && pace.now() + timeLeft() > deadline) return outOfTime();
      options.onPage(users);
    }
    return { status: 'read', pages, users };
  } catch (error) {
    if (error instanceof OutOfTime) return outOfTime();
    if (!(error instanceof Failure) || endsTheAudit.has(error.code)) throw error;
    if (error.code === 'time-limit' && users > 0) return outOfTime();
    return { status: 'skipped', reason: reasonOf(error, options.roles()) };
  }
}

/** Failures that the list meets as well. */
const endsTheAudit: ReadonlySet<string> = new Set(['cancelled', 'disk-full', 'disk-refused']);

class OutOfTime extends Error {}

/** Rounds without a refusal, after which one request more is tried: limits are not the same at all times. */
const roundsToGrow = 5;

/**
 * Keeps to a limit that nobody knows: documents have named several for sign-ins. Requests go out one behind the other
 * until one is refused. As many as were answered until then, in the time until it was answered after all, is the pace
 * from then on.
 *
 * @returns waits until one more request is allowed; throws OutOfTime when it would come too late
 */
function createPacer({ now, sleep, deadline }: SignInsOptions['pace']): (attempt: number) => Promise<void> {
  let allowed = Number.POSITIVE_INFINITY;
  let span = 0;
  let rounds = 0;
  let sent = 0;
  let roundBegan = now();
  /** When the round began that was refused last. */
  let refusedBegan = roundBegan;
  const beginRound = () => {
    sent = 0;
    roundBegan = now();
  };
  return async (attempt) => {
    if (attempt > 1) {
      if (attempt === 2) {
        // The refused one is not among those that were answered.
        allowed = Math.max(1, Math.min(allowed, sent) - 1);
        refusedBegan = roundBegan;
      }
      span = Math.max(span, now() - refusedBegan);
      rounds = 0;
      beginRound();
    } else if (sent >= allowed) {
      const wait = roundBegan + span - now();
      if (wait > 0) {
        if (now() + wait > deadline) throw new OutOfTime();
        await sleep(wait);
      }
      rounds += 1;
      if (rounds % roundsToGrow === 0) allowed += 1;
      beginRound();
    }
    sent += 1;
  };
}

/** In our own words: the manifest holds none of Graph's. */
function reasonOf({ code, facts }: Failure, roles: readonly string[]): string {
  if (code !== 'graph-refused')
    return code === 'graph-malformed' ? `Graph's answer could not be read (${code})` : `it failed (${code})`;
  const answer = `HTTP ${facts.status} ${facts.graphCode}`;
  if (facts.status !== 403) return `Graph answered ${answer}`;
  const licence = 'an Entra ID P1 licence in the tenant';
  if (isAboutLicence(facts.graphCode) || roles.includes(signInPermission)) {
    const granted = roles.includes(signInPermission) ? 'is granted' : 'is not in the token either';
    return `it needs ${licence}, which Azure AD B2C never has; the permission ${signInPermission} ${granted} (${answer})`;
  }
  return `it needs the application permission ${signInPermission} with consent, and ${licence} (${answer})`;
}
