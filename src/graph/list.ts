import { Failure } from '../directory/failure.ts';
import { type Reconciliation, reconcile } from '../directory/reconcile.ts';
import type { GraphUser } from '../directory/user.ts';
import type { GraphClient } from './client.ts';
import { usersPages } from './pages.ts';
import { countUrl, needsAdvancedQuery, type UsersQuery, usersUrl } from './query.ts';

/** Where users go as they arrive. */
export interface UserSink {
  /** Takes a page; resolves when there is room for the next. */
  add(users: readonly GraphUser[]): Promise<void>;
  /** Ends a reading: everything is on disk. @returns how many distinct users were taken */
  finish(): Promise<number>;
  /** Forgets everything, for another reading. */
  clear(): Promise<void>;
}

/** What a person or the manifest is told while the list is read. */
export interface ListProgress {
  /** Graph expects this many users. */
  onCount(count: number): void;
  /** A page has arrived; `received` counts repetitions too. */
  onPage(received: number): void;
  /** The list does not agree with the counts and is read once more. */
  onReread(reconciliation: Reconciliation): void;
}

/** The list, and the evidence for it. */
export interface UsersList extends Reconciliation {
  pages: number;
  /** How often the list was read as a whole. */
  reads: number;
  /** The queries as they were sent, without page tokens. */
  queries: string[];
}

/** A list that does not agree is read once more: replicas catch up. A third time would not help. */
const maximumReads = 2;

/**
 * Reads all users that match, between two counts, into `sink`.
 *
 * @param query `advanced` is set where the filter turns out to need it
 */
export async function listUsers(
  client: GraphClient,
  query: Omit<UsersQuery, 'advanced'>,
  sink: UserSink,
  progress: ListProgress,
): Promise<UsersList> {
  const asked: UsersQuery = { ...query, advanced: needsAdvancedQuery(query.filter) };
  let countBefore = await countUsers(client, asked);
  progress.onCount(countBefore);
  for (let reads = 1, pages = 0; ; reads += 1) {
    const read = await readUsers(client, asked, sink, progress);
    pages += read.pages;
    const [countAfter, listed] = await Promise.all([countUsers(client, asked), sink.finish()]);
    const reconciliation = reconcile(countBefore, countAfter, listed);
    if (reconciliation.reconciled || reads === maximumReads) {
      const queries = [usersUrl(read.query), countUrl(query)].map((url) => `GET ${url}`);
      return { ...reconciliation, pages, reads, queries };
    }
    progress.onReread(reconciliation);
    countBefore = reconciliation.countAfter;
    await sink.clear();
  }
}

/**
 * Reads every page of a query into the sink. This is the seam for reading in parallel: whatever order and however
 * often users come, the sink sorts and de-duplicates.
 */
async function readUsers(
  client: GraphClient,
  query: UsersQuery,
  sink: UserSink,
  progress: ListProgress,
): Promise<{ pages: number; query: UsersQuery }> {
  let pages = 0;
  let received = 0;
  try {
    for await (const users of usersPages(client, query)) {
      await sink.add(users);
      pages += 1;
      received += users.length;
      progress.onPage(received);
    }
    return { pages, query };
  } catch (error) {
    // Which operators need an advanced query differs by property; Graph says so on the first page.
    const refusedAtOnce = pages === 0 && !query.advanced && query.filter !== '';
    const unsupported = error instanceof Failure && error.facts.graphCode === 'Request_UnsupportedQuery';
    if (!refusedAtOnce || !unsupported) throw error;
    return readUsers(client, { ...query, advanced: true }, sink, progress);
  }
}

/** Asks Graph how many users match. */
export async function countUsers(client: GraphClient, query: Pick<UsersQuery, 'graphUrl' | 'filter'>): Promise<number> {
  return (await client.get(countUrl(query), parseCount, { advanced: true })).value;
}

function parseCount(body: string): number {
  // Graph puts a byte order mark before the number.
  const text = body.replace(/^\uFEFF/, '').trim();
  if (!/^\d+$/.test(text)) throw new SyntaxError('/users/$count is not a number');
  return Number(text);
}
