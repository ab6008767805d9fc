import { Failure } from '../base/failure.ts';
import type { GraphClient } from './client.ts';
import { countUsers } from './count-users.ts';
import type { PageTaker } from './page-body.ts';
import { type Countable, eachPage, usersPages } from './pages.ts';
import { notingDates, secondsOf, spreadOut } from './parts/page-dates.ts';
import type { PartRead } from './parts/parts-progress.ts';
import { PartsRefused } from './parts/parts-refused.ts';
import { readParts } from './parts/read-parts.ts';
import { largestPage, needsAdvancedQuery, type UsersQuery } from './query.ts';
import type { UserSink, Written } from './user-sink.ts';

/** What a person or the manifest is told while users are read. */
export interface ReadProgress {
  /** Graph expects this many users. */
  onCount(count: number): void;
  /** A page has arrived; `received` counts repetitions too. */
  onPage(received: number): void;
  /** Graph does not let the list be read in parts: it is read as one. */
  onFallback(reason: string): void;
  /** Graph does not count here: the list is held against a second reading. */
  onCountless(): void;
}

export interface ReadOptions {
  /** Parts of a large list that are read at once; 1 reads one plain list. */
  concurrency: number;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Creation dates of an earlier audit, evenly taken from all users; without any, the first page gives some. */
  creationDates: () => Promise<readonly string[]>;
}

/** A list of this many pages or fewer is read sooner than parts of it are planned. */
const plainPages = 3;

/** How the users were read. */
export interface Reading {
  pages: number;
  /** The parts that were read side by side; empty when it was read as one list. */
  parts: PartRead[];
  /** Why it could not be read in parts although it was large enough; null otherwise. */
  fallback: string | null;
  /** Undefined in a tenant that cannot count. */
  countBefore: number | undefined;
  /** As it was sent. */
  query: UsersQuery;
}

/** Counts, then reads every page into the sink; it sorts and de-duplicates in whatever order users come. */
export async function readUsers<P extends Countable>(
  client: GraphClient,
  asked: Omit<UsersQuery, 'advanced'>,
  sink: Pick<UserSink<P, Written>, 'begin' | 'add'>,
  progress: ReadProgress,
  { concurrency, now, creationDates }: ReadOptions,
): Promise<Reading> {
  let pages = 0;
  let received = 0;
  const take = (page: P) => {
    const room = sink.add(page);
    pages += 1;
    received += page.length;
    progress.onPage(received);
    return room;
  };
  // Of the first page only: it stands for the others.
  const firstDates: number[] = [];
  const begin = (isFirst: boolean) => (isFirst ? notingDates(sink.begin(), firstDates) : sink.begin());
  // The count is on its way first; waiting for it before asking for a page would cost a round trip.
  const [countBefore, { query, list, first }] = await Promise.all([
    countUsers(client, asked).catch(unlessRefused),
    beginList(client, asked, begin),
  ]);
  if (countBefore === undefined) progress.onCountless();
  else progress.onCount(countBefore);
  if (first) await take(first);
  const reading: Reading = { countBefore, query, pages, parts: [], fallback: null };
  if (countBefore !== undefined && concurrency > 1 && countBefore > plainPages * largestPage) {
    try {
      const earlier = spreadOut((await creationDates()).map(secondsOf).filter((date) => date !== undefined));
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
  await eachPage(list, async (page) => {
    await take(page);
    return true;
  });
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

/**
 * Azure AD B2C has no `/users/$count`. Where more is wrong than that, the list is refused as well, and says what.
 * Source: https://learn.microsoft.com/graph/aad-advanced-queries
 */
function unlessRefused(error: unknown): undefined {
  if (!(error instanceof Failure) || error.code !== 'graph-refused') throw error;
}
