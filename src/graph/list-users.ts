import type { Reconciliation } from '../users/reconcile.ts';
import type { GraphClient } from './client.ts';
import { holdAgainstCounts, holdAgainstItself } from './hold-list.ts';
import type { Countable } from './pages.ts';
import { type UsersQuery, usersUrl } from './query.ts';
import { type Reading, type ReadOptions, type ReadProgress, readUsers } from './read-users.ts';
import type { SecondReadingSink, UserSink, Written } from './user-sink.ts';

/** What a person or the manifest is told while the list is read. */
export interface ListProgress extends ReadProgress {
  /** The list is not reconciled and is read once more. */
  onReread(reconciliation: Reconciliation): void;
  /** Told after each page of the second reading: users so far. */
  onSecondReading(users: number): void;
}

/** The list, and the evidence for it. */
export interface UsersList extends Reconciliation, Pick<Reading, 'pages' | 'parts' | 'fallback'> {
  /** How often the list was read as a whole. */
  reads: number;
  /** The queries as they were sent, without page tokens. */
  queries: string[];
}

/** A list that does not agree is read once more, plainly: replicas catch up. A third time would not help. */
const maximumReads = 2;

/**
 * Reads all users that match into `sink`, between two counts; where nobody counts, all ids are read once more behind it.
 *
 * @param query the filter is sent as an advanced query where it turns out to need that
 * @returns the evidence, and what the sink wrote of the reading that counts
 */
export async function listUsers<P extends Countable, W extends Written>(
  client: GraphClient,
  query: Omit<UsersQuery, 'advanced'>,
  sink: UserSink<P, W> & { secondReading(): SecondReadingSink<P, NoInfer<W>> },
  progress: ListProgress,
  options: ReadOptions,
): Promise<UsersList & { written: W }> {
  let pages = 0;
  let fallback: string | null = null;
  for (let reads = 1; ; reads += 1) {
    const concurrency = reads === 1 ? options.concurrency : 1;
    const begun = options.now();
    const read = await readUsers(client, query, sink, progress, { ...options, concurrency });
    const held =
      read.countBefore === undefined
        ? await holdAgainstItself(client, read.query, sink, progress, begun)
        : await holdAgainstCounts(client, read.query, sink, read.countBefore);
    const { reconciliation, written, url } = held;
    pages += read.pages + held.pages;
    fallback ??= read.fallback;
    if (reconciliation.reconciled || reads === maximumReads) {
      const queries = [usersUrl(read.query), url].map((address) => `GET ${address}`);
      return { ...reconciliation, pages, reads, queries, parts: read.parts, fallback, written };
    }
    progress.onReread(reconciliation);
    await sink.clear();
  }
}
