import { Failure } from '../base/failure.ts';
import type { Pace } from '../http/retry.ts';
import type { GraphClient } from './client.ts';
import type { PageTaker } from './page-body.ts';
import { type Countable, usersPages } from './pages.ts';
import { type UsersQuery, usersUrl } from './query.ts';

/** What became of a list that was read beside that of all users. */
export type SideListOutcome = { query: string } & (
  | { status: 'read'; pages: number }
  | { status: 'skipped'; reason: string }
);

export interface SideListOptions {
  pace: Pick<Pace, 'now' | 'deadline'>;
  /** The application permission that opens it. */
  permission: string;
  /** The permissions in the token. */
  roles(): readonly string[];
}

const minute = 60_000;
/** Milliseconds that one page may take, retries and all: the audit does not wait for hours for what it can do without. */
const patience = 5 * minute;
/** Milliseconds before the deadline that are left for the files, but no more than half of what there is. */
const longestReserve = minute;

/**
 * Reads a list beside that of all users, page behind page. The audit can do without it: whatever refuses it is told as
 * the reason why it was skipped, and what came of it by then is not used. Its throttling holds up nothing else.
 *
 * @param sink.begin makes the taker of one page
 * @param sink.add takes each page
 * @throws Failure `cancelled`, `disk-full`, `disk-refused`
 */
export async function readSideList<P extends Countable>(
  client: GraphClient,
  query: UsersQuery,
  { pace, permission, roles }: SideListOptions,
  sink: { begin(): PageTaker<P>; add(page: P): void },
): Promise<SideListOutcome> {
  const lastMoment = pace.deadline - Math.min(longestReserve, (pace.deadline - pace.now()) / 2);
  const patient: GraphClient = {
    spent: client.spent,
    get: (url, read, options) =>
      client.get(url, read, {
        ...options,
        inTurn: async () => {},
        deadline: Math.min(lastMoment, pace.now() + patience),
      }),
  };
  const sent = `GET ${usersUrl(query)}`;
  let pages = 0;
  try {
    for await (const page of usersPages(patient, query, sink.begin)) {
      sink.add(page);
      pages += 1;
    }
    return { query: sent, status: 'read', pages };
  } catch (error) {
    if (!(error instanceof Failure) || endsTheAudit.has(error.code)) throw error;
    return { query: sent, status: 'skipped', reason: reasonOf(error, permission, roles()) };
  }
}

/** Failures that the list meets as well. */
const endsTheAudit: ReadonlySet<string> = new Set(['cancelled', 'disk-full', 'disk-refused']);

/** In our own words: the manifest holds none of Graph's. */
function reasonOf({ code, facts }: Failure, permission: string, roles: readonly string[]): string {
  if (code === 'time-limit') return 'Graph did not answer in time';
  if (code === 'graph-malformed') return `Graph's answer could not be read (${code})`;
  if (code !== 'graph-refused') return `it failed (${code})`;
  const answer = `HTTP ${facts.status} ${facts.graphCode}`;
  if (facts.status !== 403) return `Graph answered ${answer}`;
  if (roles.includes(permission)) return `Graph refuses it, although ${permission} is granted (${answer})`;
  return `it needs the application permission ${permission} with consent (${answer})`;
}
