import { type Facts, Failure } from '../directory/failure.ts';
import { type GraphUser, isGraphUser } from '../directory/user.ts';
import type { GraphClient } from './client.ts';
import { checkNextLink, type UsersQuery, usersUrl } from './query.ts';

/** How often a list may be resumed or begun again before it is given up. */
const maximumRestarts = 5;
/** Empty pages follow one another where much was deleted; so many without a single user lead nowhere. */
const maximumEmptyPages = 1_000;
/** An empty page may be asked for again under the same address; this often, and it leads nowhere. */
const maximumSamePage = 20;

/**
 * Reads the users of one query page by page, to the very end: past empty pages, and past page tokens that expire.
 * A user may come more than once.
 *
 * @param prepare makes of a page what is kept of it, as soon as it has come: a page as objects takes several times
 *   the room of its text, and many pages wait at the same time
 * @throws Failure of the client; `next-link-foreign`; `paging-stuck`; `graph-malformed`
 */
export async function* usersPages<T>(
  client: GraphClient,
  query: UsersQuery,
  prepare: (users: GraphUser[]) => T[],
): AsyncGenerator<T[]> {
  const start = usersUrl(query);
  let url = start;
  // Where Graph says to resume after DirectoryPageTokenNotFoundException: the last address that a first try returned.
  // Source: https://learn.microsoft.com/graph/paging#requests-after-a-retry
  let safe = start;
  let samePage = 0;
  let emptyPages = 0;
  for (let restarts = 0; ; ) {
    let page: Page<T>;
    try {
      page = await readPage(client, url, query.advanced, prepare);
    } catch (error) {
      const resumeAt = resumePoint(error, { start, safe, url });
      if (resumeAt === undefined) throw error;
      restarts += 1;
      if (restarts > maximumRestarts) throw withFacts(error as Failure, { restarts });
      url = resumeAt;
      if (resumeAt === start) safe = start;
      continue;
    }
    yield page.users;
    if (page.nextLink === undefined) return;
    const next = checkNextLink(page.nextLink, url, query.graphUrl);
    samePage = next === url ? samePage + 1 : 0;
    emptyPages = page.users.length === 0 ? emptyPages + 1 : 0;
    if (samePage > maximumSamePage || emptyPages > maximumEmptyPages) throw new Failure('paging-stuck', page.facts);
    if (!page.retried) safe = next;
    url = next;
  }
}

/**
 * Hands page after page to `take`, with the next one already on its way: what is done with a page costs no time
 * while Graph is waited for.
 *
 * @param take returns false to stop
 */
export async function eachPage<T>(pages: AsyncGenerator<T[]>, take: (users: T[]) => Promise<boolean>): Promise<void> {
  for (let next = pages.next(); ; ) {
    const { value, done } = await next;
    if (done) return;
    next = pages.next();
    // Its failure is met in the next round; until then nobody waits for it.
    next.catch(() => {});
    if (!(await take(value))) return;
  }
}

interface Page<T> {
  users: T[];
  nextLink: string | undefined;
  retried: boolean;
  facts: Facts;
}

async function readPage<T>(
  client: GraphClient,
  url: string,
  advanced: boolean,
  prepare: (users: GraphUser[]) => T[],
): Promise<Page<T>> {
  const { value: page, facts, retried } = await client.get(url, (body) => parsePage(body, prepare), { advanced });
  return { ...page, retried, facts };
}

function parsePage<T>(body: string, prepare: (users: GraphUser[]) => T[]): Pick<Page<T>, 'users' | 'nextLink'> {
  const { value, '@odata.nextLink': nextLink = null } = (JSON.parse(body) ?? {}) as Record<string, unknown>;
  if (!Array.isArray(value)) throw malformed('there is no "value" list in it');
  if (!value.every(isGraphUser)) throw malformed('a user in it has no id');
  if (nextLink !== null && typeof nextLink !== 'string') throw malformed('@odata.nextLink is not a text');
  return { users: prepare(value), nextLink: nextLink || undefined };
}

function malformed(reason: string): Failure {
  return new Failure('graph-malformed', { reason });
}

function resumePoint(error: unknown, at: { start: string; safe: string; url: string }): string | undefined {
  if (!(error instanceof Failure) || error.code !== 'graph-refused') return undefined;
  if (error.facts.graphCode === 'Directory_ExpiredPageToken') return at.start;
  if (error.facts.graphCode !== 'DirectoryPageTokenNotFoundException') return undefined;
  return at.safe === at.url ? at.start : at.safe;
}

function withFacts(failure: Failure, facts: Facts): Failure {
  return new Failure(failure.code, { ...failure.facts, ...facts }, failure);
}
