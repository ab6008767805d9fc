import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Reconciliation, reconcile, reconcileWithItself } from '../users/reconcile.ts';
import type { GraphClient } from './client.ts';
import { countUsers } from './count-users.ts';
import { type Countable, usersPages } from './pages.ts';
import { countUrl, type UsersQuery, usersUrl } from './query.ts';
import type { SecondReadingSink, Written } from './user-sink.ts';

/** The properties that a second reading asks for: whoever is in it only may have been created meanwhile. */
export const secondReadingProperties: readonly string[] = ['id', 'createdDateTime'];

/** A list that has been held against something. */
interface Held<W> {
  reconciliation: Reconciliation;
  written: W;
  /** Where that was asked for. */
  url: string;
  pages: number;
}

/** Holds a list against what Graph counted before it, and counts now. */
export async function holdAgainstCounts<W extends Written>(
  client: GraphClient,
  query: UsersQuery,
  sink: { finish(): Promise<W> },
  countBefore: number,
): Promise<Held<W>> {
  // Graph counts while the files are written: they wait until the question is on its way, for they pause at their end.
  const counting = countUsers(client, query);
  counting.catch(() => {});
  await nextTurn();
  const [countAfter, written] = await Promise.all([counting, sink.finish()]);
  const reconciliation = reconcile(countBefore, countAfter, written.users);
  return { reconciliation, written, url: countUrl(query), pages: 0 };
}

/**
 * Holds a list against a second reading of all ids, where nobody counts.
 *
 * @param begun when the list was begun, in milliseconds since the epoch
 */
export async function holdAgainstItself<Q extends Countable, W extends Written>(
  client: GraphClient,
  query: UsersQuery,
  sink: { finish(): Promise<W>; secondReading(): SecondReadingSink<Q, W> },
  progress: { onSecondReading(users: number): void },
  begun: number,
): Promise<Held<W>> {
  const written = await sink.finish();
  const again = { ...query, properties: secondReadingProperties, includeManager: false };
  const second = sink.secondReading();
  let pages = 0;
  let users = 0;
  for await (const page of usersPages(client, again, second.begin)) {
    second.add(page);
    pages += 1;
    users += page.length;
    progress.onSecondReading(users);
  }
  const reconciliation = reconcileWithItself(await second.compare(written, begun), written.users);
  return { reconciliation, written, url: usersUrl(again), pages };
}
