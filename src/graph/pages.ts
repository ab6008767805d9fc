import { type Facts, Failure } from '../base/failure.ts';
import type { GraphClient } from './client.ts';
import { type PageBody, type PageTaker, pageBody } from './page-body.ts';
import { checkNextLink, type UsersQuery, usersUrl } from './query.ts';

/** How often in a row a list may be resumed or begun again without coming further than before; then it is given up. */
const maximumRestarts = 5;
/** Empty pages follow one another where many users were deleted; after this many in a row the list leads nowhere. */
const maximumEmptyPages = 200;
/** An empty page may name its own address as the next one; after this many times in a row the list leads nowhere. */
const maximumSamePage = 20;

/** Whoever may stop after the first page, or has to wait between requests, does not ask ahead. */
export type LookAhead = 'first' | 'second' | 'never';

/**
 * Reads the users of one query page by page, to the very end: past empty pages, and past page tokens that expire.
 * A user may come more than once.
 *
 * @param begin makes the taker of one page, told whether it is the first: it gets the users while they come
 * @param ahead from which page on the next one is asked for while one is still coming
 * @throws Failure of the client; `next-link-foreign`; `paging-stuck`; `graph-malformed`
 */
export async function* usersPages<P extends Countable>(
  client: GraphClient,
  query: UsersQuery,
  begin: (isFirst: boolean) => PageTaker<P>,
  ahead: LookAhead = 'first',
): AsyncGenerator<P> {
  const start = usersUrl(query);
  const readPage = createReader(client, query, begin, ahead);
  let url = start;
  // Where Graph says to resume after DirectoryPageTokenNotFoundException: the last address that a first try returned.
  // Source: https://learn.microsoft.com/graph/paging#requests-after-a-retry
  let safe = start;
  // Pages before `url` and before `safe`, and the most that there ever were.
  let depth = 0;
  let safeDepth = 0;
  let furthest = 0;
  let samePage = 0;
  let emptyPages = 0;
  for (let restarts = 0; ; ) {
    let page: Page<P>;
    try {
      page = await readPage(url);
    } catch (error) {
      const resumeAt = resumePoint(error, { start, safe, url });
      if (resumeAt === undefined) throw error;
      restarts += 1;
      if (restarts > maximumRestarts) throw withFacts(error as Failure, { restarts });
      if (resumeAt === start) [safe, safeDepth] = [start, 0];
      [url, depth] = [safe, safeDepth];
      client.spent.retries += 1;
      continue;
    }
    depth += 1;
    if (depth > furthest) [furthest, restarts] = [depth, 0];
    yield page.users;
    if (page.nextLink === undefined) return;
    const next = checkNextLink(page.nextLink, url, query.graphUrl);
    samePage = next === url ? samePage + 1 : 0;
    emptyPages = page.users.length === 0 ? emptyPages + 1 : 0;
    if (samePage > maximumSamePage || emptyPages > maximumEmptyPages) throw new Failure('paging-stuck', page.facts());
    if (!page.retried) [safe, safeDepth] = [next, depth];
    url = next;
  }
}

/**
 * Hands page after page to `take`.
 *
 * @param take returns false to stop
 */
export async function eachPage<P>(
  pages: AsyncIterable<P>,
  take: (page: P) => boolean | Promise<boolean>,
): Promise<void> {
  for await (const page of pages) if (!(await take(page))) return;
}

/** What is kept of a page: how many users there are in it. */
export interface Countable {
  readonly length: number;
}

interface Page<P> extends PageBody<P> {
  retried: boolean;
  facts(): Facts;
}

interface Reading<P> {
  url: string;
  page: Promise<Page<P>>;
  /** Known while the page is still coming. */
  nextLink?: string;
}

/**
 * Graph writes the link to the next page before the users of a page. So the next page is asked for while this one is
 * still coming, and Graph does not wait for what is done with the users.
 *
 * @returns reads the page at an address
 */
function createReader<P>(
  client: GraphClient,
  query: UsersQuery,
  begin: (isFirst: boolean) => PageTaker<P>,
  ahead: LookAhead,
): (url: string) => Promise<Page<P>> {
  const { advanced, graphUrl } = query;
  const start = usersUrl(query);
  let asked = 0;
  let current: Reading<P> | undefined;
  let next: Reading<P> | undefined;

  async function read(url: string, onNextLink: (link: string) => void): Promise<Page<P>> {
    const open = () => pageBody(begin(url === start), onNextLink);
    const { value: page, facts, retried } = await client.get(url, open, { advanced });
    return { ...page, retried, facts };
  }

  function begun(url: string): Reading<P> {
    const onNextLink = (link: string) => {
      reading.nextLink = link;
      if (reading === current) lookAhead(link, url);
    };
    const reading: Reading<P> = { url, page: read(url, onNextLink) };
    // What went wrong is told when this page's turn comes, and of no interest if it never does.
    reading.page.catch(() => {});
    return reading;
  }

  function lookAhead(link: string, from: string): void {
    if (ahead === 'never' || (ahead === 'second' && asked === 1)) return;
    try {
      const url = checkNextLink(link, from, graphUrl);
      if (next?.url !== url) next = begun(url);
    } catch {
      // It is told when the page is whole.
    }
  }

  return (url) => {
    asked += 1;
    current = next?.url === url ? next : begun(url);
    next = undefined;
    if (current.nextLink !== undefined) lookAhead(current.nextLink, url);
    return current.page;
  };
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
