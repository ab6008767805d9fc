import { Failure } from '../base/failure.ts';

/** Which users are read, and what of them. */
export interface UsersQuery {
  /** Graph's origin, without a trailing slash. */
  graphUrl: string;
  /** Property names, `id` among them. */
  properties: readonly string[];
  /** An OData filter as the user wrote it; '' for everybody. */
  filter: string;
  /** Expand each user's manager, which an advanced query cannot. */
  includeManager: boolean;
  /** Send it as an advanced query: `ConsistencyLevel: eventual` and `$count=true`. */
  advanced: boolean;
  /** Users on a page; {@link largestPage} unless told otherwise. */
  pageSize?: number;
  /** Expand each user's sponsors, instead of the manager: Graph expands one relationship at a time. */
  includeSponsors?: boolean;
  /** Which users: those who are there, unless told otherwise. */
  place?: string;
}

/**
 * Users who were deleted in the last thirty days. The cast is a required part of the path.
 * Source: https://learn.microsoft.com/graph/api/directory-deleteditems-list
 */
export const recycleBin = 'directory/deletedItems/microsoft.graph.user';

/**
 * The largest page that Graph serves.
 * Source: https://learn.microsoft.com/graph/api/user-list#optional-query-parameters
 */
export const largestPage = 999;

/** The address of the first page. */
export function usersUrl(query: UsersQuery): string {
  const { graphUrl, properties, filter, includeManager, includeSponsors, advanced } = query;
  const { pageSize = largestPage, place = 'users' } = query;
  const parameters: Record<string, string> = { $select: properties.join(','), $top: String(pageSize) };
  if (filter !== '') parameters.$filter = filter;
  if (includeManager) parameters.$expand = 'manager($select=id,userPrincipalName)';
  if (includeSponsors) parameters.$expand = 'sponsors($select=id,userPrincipalName)';
  if (advanced) parameters.$count = 'true';
  return `${graphUrl}/v1.0/${place}?${encodeQuery(parameters)}`;
}

/** The address of the count of the same users; counts are always advanced queries. */
export function countUrl({ graphUrl, filter }: Pick<UsersQuery, 'graphUrl' | 'filter'>): string {
  return `${graphUrl}/v1.0/users/$count${filter === '' ? '' : `?${encodeQuery({ $filter: filter })}`}`;
}

/**
 * True when a filter certainly needs an advanced query: `ne`, `not`, `endsWith`, `eq null`, `/$count`.
 * Source: https://learn.microsoft.com/graph/aad-advanced-queries
 */
export function needsAdvancedQuery(filter: string): boolean {
  const withoutStrings = filter.replace(/'(?:[^']|'')*'/g, "''");
  return /\b(ne|not)\b|\bendswith\s*\(|\beq\s+null\b|\/\$count\b/i.test(withoutStrings);
}

/**
 * Makes sure that a next page is at Graph's own origin: anywhere else, the token would be handed to a stranger.
 *
 * @param nextLink `@odata.nextLink` as it came
 * @param current the page that named it, for a relative link
 * @throws Failure `next-link-foreign`, before anything is sent
 */
export function checkNextLink(nextLink: string, current: string, graphUrl: string): string {
  const next = URL.canParse(nextLink, current) ? new URL(nextLink, current) : undefined;
  const strangerInUrl = next !== undefined && (next.username !== '' || next.password !== '');
  if (!next) throw new Failure('next-link-foreign', { origin: 'an unreadable address', graphUrl });
  if (next.origin !== new URL(graphUrl).origin || strangerInUrl) {
    const origin = `${next.protocol}//${strangerInUrl ? 'somebody@' : ''}${next.host}`;
    throw new Failure('next-link-foreign', { origin, graphUrl });
  }
  return next.href;
}

/** Only `$` and `,` stay as they are, so that addresses read like Graph's documentation. */
function encodeQuery(parameters: Record<string, string>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replace(/%(2C|24)/g, decodeURIComponent)}`)
    .join('&');
}
