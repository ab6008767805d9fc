import { type Facts, Failure } from '../directory/failure.ts';
import type { GraphClient } from './client.ts';
import { type PageBody, type PageTaker, pageBody } from './page-body.ts';
import { checkNextLink, type UsersQuery, usersUrl } from './query.ts';

/** How often a list may be resumed or begun again before it is given up. */
const maximumRestarts = 5;
/** Empty pages follow one another where much was deleted; so many without a single user lead nowhere. */
const maximumEmptyPages = 200;
/** An empty page may be asked for again under the same address; this often, and it leads nowhere. */
const maximumSamePage = 20;

/**
 * Reads the users of one query page by page, to the very end: past empty pages, and past page tokens that expire.
 * A user may come more than once.
 *
 * @param begin makes the taker of one page: it gets the users while they come
 * @throws Failure of the client; `next-link-foreign`; `paging-stuck`; `graph-malformed`
 */
export async function* usersPages<P extends Countable>(
  client: GraphClient,
  query: UsersQuery,
  begin: () => PageTaker<P>,
): AsyncGenerator<P> {
  const start = usersUrl(query);
  let url = start;
  // Where Graph says to resume after DirectoryPageTokenNotFoundException: the last address that a first try returned.
  // Source: https://learn.microsoft.com/graph/paging#requests-after-a-retry
  let safe = start;
  let samePage = 0;
  let emptyPages = 0;
  for (let restarts = 0; ; ) {
    let page: Page<P>;
    try {
      page = await readPage(client, url, query.advanced, begin);
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
 * Hands page after page to `take`.
 *
 * @param take returns false to stop
 */
export async function eachPage<P>(pages: AsyncIterable<P>, take: (page: P) => boolean): Promise<void> {
  for await (const page of pages) if (!take(page)) return;
}

/** What is kept of a page: how many users there are in it. */
export interface Countable {
  readonly length: number;
}

interface Page<P> extends PageBody<P> {
  retried: boolean;
  facts: Facts;
}

async function readPage<P>(
  client: GraphClient,
  url: string,
  advanced: boolean,
  begin: () => PageTaker<P>,
): Promise<Page<P>> {
  const { value: page, facts, retried } = await client.get(url, () => pageBody(begin()), { advanced });
  return { ...page, retried, facts };
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
