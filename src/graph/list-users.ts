import { Failure } from '../base/failure.ts';
import { type Reconciliation, reconcile } from '../users/reconcile.ts';
import type { GraphClient } from './client.ts';
import { countUsers } from './count-users.ts';
import type { PageTaker } from './page-body.ts';
import { type Countable, eachPage, usersPages } from './pages.ts';
import { notingDates, secondsOf } from './parts/page-dates.ts';
import type { PartRead } from './parts/parts-progress.ts';
import { PartsRefused } from './parts/parts-refused.ts';
import { readParts } from './parts/read-parts.ts';
import { countUrl, largestPage, needsAdvancedQuery, type UsersQuery, usersUrl } from './query.ts';

/** Where users go as they arrive. */
export interface UserSink<P extends Countable, W extends Written> {
  /** Begins a page, whose users are handed over while they come. */
  begin(): PageTaker<P>;
  /** Takes a whole page; the next one is not read before it is done. */
  add(page: P): void;
  /** Ends a reading: everything is on disk. @returns what was written */
  finish(): Promise<W>;
  /** Forgets everything, for another reading. */
  clear(): Promise<void>;
}

/** What became of the users of a reading. */
export interface Written {
  /** How many distinct ones there were. */
  readonly users: number;
}

/** What a person or the manifest is told while the list is read. */
export interface ListProgress {
  /** Graph expects this many users. */
  onCount(count: number): void;
  /** A page has arrived; `received` counts repetitions too. */
  onPage(received: number): void;
  /** The list does not agree with the counts and is read once more. */
  onReread(reconciliation: Reconciliation): void;
  /** Graph does not let the list be read in parts: it is read as one. */
  onFallback(reason: string): void;
}

/** The list, and the evidence for it. */
export interface UsersList extends Reconciliation {
  pages: number;
  /** How often the list was read as a whole. */
  reads: number;
  /** The queries as they were sent, without page tokens. */
  queries: string[];
  /** The parts that were read side by side; empty when it was read as one list. */
  parts: PartRead[];
  /** Why it could not be read in parts although it was large enough; null otherwise. */
  fallback: string | null;
}

export interface ListOptions {
  /** Parts of a large list that are read at once; 1 reads one plain list. */
  concurrency: number;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Creation dates of an earlier audit, evenly taken from all users; without any, the first page gives some. */
  creationDates: () => Promise<readonly string[]>;
}

/** A list that does not agree is read once more, plainly: replicas catch up. A third time would not help. */
const maximumReads = 2;
/** A list of this many pages or fewer is read sooner than parts of it are planned. */
const plainPages = 3;

/**
 * Reads all users that match, between two counts, into `sink`.
 *
 * @param query the filter is sent as an advanced query where it turns out to need that
 * @returns the evidence, and what the sink wrote of the reading that counts
 */
export async function listUsers<P extends Countable, W extends Written>(
  client: GraphClient,
  query: Omit<UsersQuery, 'advanced'>,
  sink: UserSink<P, W>,
  progress: ListProgress,
  options: ListOptions,
): Promise<UsersList & { written: W }> {
  let pages = 0;
  let fallback: string | null = null;
  for (let reads = 1; ; reads += 1) {
    const concurrency = reads === 1 ? options.concurrency : 1;
    const { countBefore, ...read } = await readUsers(client, query, sink, progress, { ...options, concurrency });
    pages += read.pages;
    fallback ??= read.fallback;
    // Graph counts while the files are written.
    const [countAfter, written] = await Promise.all([countUsers(client, query), sink.finish()]);
    const reconciliation = reconcile(countBefore, countAfter, written.users);
    if (reconciliation.reconciled || reads === maximumReads) {
      const { queries, parts } = read;
      return { ...reconciliation, pages, reads, queries, parts, fallback, written };
    }
    progress.onReread(reconciliation);
    await sink.clear();
  }
}

type Reading = Pick<UsersList, 'countBefore' | 'pages' | 'queries' | 'parts' | 'fallback'>;

/** Counts, then reads every page into the sink; it sorts and de-duplicates in whatever order users come. */
async function readUsers<P extends Countable>(
  client: GraphClient,
  asked: Omit<UsersQuery, 'advanced'>,
  sink: Pick<UserSink<P, Written>, 'begin' | 'add'>,
  progress: ListProgress,
  { concurrency, now, creationDates }: ListOptions,
): Promise<Reading> {
  let pages = 0;
  let received = 0;
  const take = (page: P) => {
    sink.add(page);
    pages += 1;
    received += page.length;
    progress.onPage(received);
    return true;
  };
  // Of the first page only: it stands for the others.
  const firstDates: number[] = [];
  const begin = (isFirst: boolean) => (isFirst ? notingDates(sink.begin(), firstDates) : sink.begin());
  // The count is on its way first; waiting for it before asking for a page would cost a round trip.
  const [countBefore, { query, list, first }] = await Promise.all([
    countUsers(client, asked),
    beginList(client, asked, begin),
  ]);
  progress.onCount(countBefore);
  if (first) take(first);
  const reading: Reading = {
    countBefore,
    pages,
    queries: [usersUrl(query), countUrl(query)].map((url) => `GET ${url}`),
    parts: [],
    fallback: null,
  };
  if (concurrency > 1 && countBefore > plainPages * largestPage) {
    try {
      const earlier = (await creationDates()).map(secondsOf).filter((date) => date !== undefined);
      const sample = earlier.length > 0 ? earlier : firstDates;
      // Without a single date none was asked for, or nobody has one: nothing is known.
      const share = firstDates.length === 0 ? 0 : 1 - firstDates.length / (first?.length ?? 1);
      const undated = Math.round(countBefore * share);
      const plan = { concurrency, expected: countBefore, undated, sample, now: Math.floor(now() / 1000) };
      reading.parts = await readParts(client, query, plan, { begin: sink.begin, take });
      return { ...reading, pages };
    } catch (error) {
      if (!(error instanceof PartsRefused)) throw error;
      reading.fallback = error.reason;
      progress.onFallback(error.message);
      received = first?.length ?? 0;
    }
  }
  await eachPage(list, take);
  return { ...reading, pages };
}

/** The first page, or none when Graph has nothing to list. */
async function beginList<P extends Countable>(
  client: GraphClient,
  asked: Omit<UsersQuery, 'advanced'>,
  begin: (isFirst: boolean) => PageTaker<P>,
  advanced = needsAdvancedQuery(asked.filter),
) {
  const query: UsersQuery = { ...asked, advanced };
  // A large list may be read in parts instead.
  const list = usersPages(client, query, begin, 'second');
  try {
    const { value, done } = await list.next();
    return { query, list, first: done ? undefined : value };
  } catch (error) {
    // Which operators need an advanced query differs by property; Graph says so on the first page.
    const unsupported = error instanceof Failure && error.facts.graphCode === 'Request_UnsupportedQuery';
    if (advanced || query.filter === '' || query.includeManager || !unsupported) throw error;
    return beginList(client, asked, begin, true);
  }
}
