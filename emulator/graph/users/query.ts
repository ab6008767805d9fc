import type { IncomingHttpHeaders } from 'node:http';
import type { GraphError } from '../errors.ts';
import { type FilterNode, parseFilter } from '../filter/parser.ts';
import { checkFilter } from '../filter/rules.ts';
import { badRequest, malformed, unsupportedQuery } from '../refusals.ts';
import type { FindProperty } from '../user-properties.ts';
import { parseOrderBy, type SortName } from './order-by.ts';
import { parseSearch, type SearchNode } from './search.ts';
import { type Expansion, parseExpand, parseSelect } from './select.ts';

/** A list of users as it was asked for, checked. */
export interface UsersQuery {
  /** All query options but `$skiptoken`, as sent. */
  options: ReadonlyMap<string, string>;
  skipToken?: string;
  top?: number;
  /** Undefined: the default properties. */
  select?: readonly string[];
  filter?: FilterNode;
  search?: SearchNode;
  orderBy?: { name: SortName; descending: boolean };
  expand?: Expansion;
  /** `$count=true` together with the header; without it Graph ignores the option. */
  count: boolean;
  /** Advanced query capabilities are on. */
  advanced: boolean;
  /** Users among the deleted items, in place of those that are there. */
  deleted: boolean;
  /** Only users of a derived type, such as `microsoft.graph.agentUser`. */
  cast?: string;
  /** See EmulatorOptions. */
  notLeavesOutNull: boolean;
  /** The caller may read basic profiles only. */
  basic: boolean;
}

/** What a tenant's kind means for queries. */
export interface QueryTenant {
  find: FindProperty;
  /** An Azure AD B2C tenant: no counts, no `$search`, no advanced queries. */
  b2c: boolean;
  /** See EmulatorOptions. */
  refuseEqNull: boolean;
  /** See EmulatorOptions. */
  notLeavesOutNull: boolean;
}

/** Which options a resource takes, beside those without `$`, which are ignored. */
const allowed = {
  list: ['$top', '$select', '$filter', '$orderby', '$search', '$expand', '$count', '$skiptoken', '$format'],
  count: ['$filter', '$search'],
  single: ['$select', '$expand', '$format'],
};

/**
 * Reads and checks the query options of a request for users.
 * Source: https://learn.microsoft.com/graph/query-parameters and https://learn.microsoft.com/graph/aad-advanced-queries
 *
 * @param url path and query as sent
 * @param resource a list, its `/$count`, or a single user
 * @throws GraphError 400 (501 for properties that a list does not have)
 */
export function parseUsersQuery(
  url: string,
  headers: IncomingHttpHeaders,
  resource: keyof typeof allowed,
  { find, b2c, refuseEqNull, notLeavesOutNull }: QueryTenant,
): UsersQuery {
  const options = readOptions(url, allowed[resource]);
  const skipToken = options.get('$skiptoken');
  options.delete('$skiptoken');
  const sent = String(headers.consistencylevel ?? '').toLowerCase() === 'eventual';
  const countAsked = readBoolean(options.get('$count'));
  if (b2c && sent && !options.has('$search') && (countAsked || resource === 'count')) throw unsupportedInB2c();
  const eventual = sent && !b2c;
  const advanced = eventual && (countAsked || resource === 'count');
  if (resource === 'count' && !eventual) throw badRequest('$count is not currently supported.');

  const query: UsersQuery = { options, count: advanced, advanced, notLeavesOutNull, basic: false, deleted: false };
  const given = <T>(name: string, use: (value: string) => T) => {
    const value = options.get(name);
    return value === undefined ? undefined : use(value);
  };
  given('$top', (value) => {
    query.top = readTop(value);
  });
  given('$select', (value) => {
    const select = parseSelect(value, resource === 'single', find);
    if (select) query.select = select;
  });
  given('$expand', (value) => {
    query.expand = parseExpand(value, find);
  });
  given('$filter', (value) => {
    query.filter = parseFilter(value);
    checkFilter(query.filter, { eventual, advanced, find, refuseEqNull });
  });
  given('$search', (value) => {
    query.search = parseSearch(value);
  });
  given('$orderby', (value) => {
    query.orderBy = parseOrderBy(value, find);
  });
  if (skipToken !== undefined) query.skipToken = skipToken;
  checkCombinations(query, eventual);
  return query;
}

/**
 * Azure AD B2C has no `$count`, no `$search` and no advanced queries; `$search` is answered as if the header were not
 * there. The documents print no answer: these are the words that people got.
 * Source: https://learn.microsoft.com/graph/api/user-list, https://learn.microsoft.com/graph/aad-advanced-queries,
 * https://github.com/microsoftgraph/microsoft-graph-docs/issues/9477, /9856 and /12799
 */
function unsupportedInB2c(): GraphError {
  return badRequest('This request is not supported by the service');
}

function checkCombinations(query: UsersQuery, eventual: boolean): void {
  if (query.search && !query.advanced) {
    throw unsupportedQuery(
      eventual
        ? 'Request with $search query parameter needs $count=true.'
        : "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    );
  }
  if (query.orderBy && ['createdDateTime', 'deletedDateTime'].includes(query.orderBy.name) && !query.advanced) {
    throw unsupportedQuery(
      `Sorting by '${query.orderBy.name}' needs the 'ConsistencyLevel:eventual' header and $count=true. Refer to https://aka.ms/graph-docs/advanced-queries for more information`,
    );
  }
  if (query.orderBy && (query.filter || query.search) && !query.advanced) {
    throw unsupportedQuery('Sorting not supported for current query.');
  }
  if (query.expand && query.advanced) {
    throw unsupportedQuery('$expand is not supported with advanced query capabilities.');
  }
}

/** OData 4.01 allows options in any case; each at most once. */
function readOptions(url: string, known: readonly string[]): Map<string, string> {
  const options = new Map<string, string>();
  const start = url.indexOf('?');
  for (const [sent, value] of new URLSearchParams(start < 0 ? '' : url.slice(start + 1))) {
    const name = sent.startsWith('$') ? sent.toLowerCase() : sent;
    if (name === '$skip') throw unsupportedQuery("'$skip' is not supported by the service.");
    if (name.startsWith('$') && !known.includes(name)) {
      throw malformed(`The query parameter '${sent}' is not supported.`);
    }
    if (name.startsWith('$') && options.has(name)) {
      throw malformed(`Query option '${name}' was specified more than once, but it must be specified at most once.`);
    }
    options.set(name, value);
  }
  return options;
}

function readTop(text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw malformed(
      `Invalid value '${text}' for $top query option found. The $top query option requires a non-negative integer value.`,
    );
  }
  const top = Number(text);
  if (top < 1 || top > 999) {
    throw unsupportedQuery(`Invalid page size specified: '${top}'. Must be between 1 and 999 inclusive.`);
  }
  return top;
}

function readBoolean(text: string | undefined): boolean {
  if (text === undefined || /^false$/i.test(text)) return false;
  if (!/^true$/i.test(text)) {
    throw malformed(`Invalid value '${text}' for $count query option found. Valid values are 'true' or 'false'.`);
  }
  return true;
}
