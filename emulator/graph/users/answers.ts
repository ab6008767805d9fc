import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../directory/clock.ts';
import type { Directory } from '../../directory/directory.ts';
import type { GraphCaller } from '../../entra/caller.ts';
import type { Faults } from '../../faults/faults.ts';
import { mentionsSignIn } from '../filter/rules.ts';
import { denied, notFound, unsupportedQuery } from '../refusals.ts';
import type { Throttling } from '../throttling.ts';
import { defaultUserProperties, propertyFinder } from '../user-properties.ts';
import { sponsorTexts } from './expanded.ts';
import { createPageTokens, expiredPageToken, lostPageToken } from './page-tokens.ts';
import { createUsersPages, type UsersPages, userWriter } from './pages.ts';
import { authorizeProperties } from './property-permissions.ts';
import { parseUsersQuery, type QueryTenant, type UsersQuery } from './query.ts';
import { countUsers, planUsers } from './reading.ts';
import { createSignInRate } from './sign-in-rate.ts';

export interface UsersContext {
  directory: Directory;
  clock: Clock;
  /** Throws a GraphError unless the caller holds one of the application permissions. */
  authorize(request: FastifyRequest, anyOf: readonly string[]): GraphCaller;
  /** Such as `http://127.0.0.1:8080`, for nextLinks and contexts. */
  graphOrigin(): string;
  faults: Faults;
  throttling: Throttling;
  /** No page is larger; 999 by default. */
  pageCap?: number;
  /** No page with signInActivity is larger; 500 by default. */
  signInPageCap?: number | undefined;
  /** Whether the tenant has Entra ID P1, without which there is no signInActivity; true by default. */
  premium?: boolean | undefined;
  /** Whether it is an Azure AD B2C tenant, without counts and advanced queries; false by default. */
  b2c?: boolean | undefined;
  /** Whether a byte order mark comes before the number of `/$count`; false by default. */
  countMark?: boolean | undefined;
  /** Whether comparing createdDateTime with null is refused; false by default. */
  refuseEqNull?: boolean | undefined;
  /** Whether `not` leaves out who has no value; false by default. */
  notLeavesOutNull?: boolean | undefined;
  /** Milliseconds that a `$skiptoken` lives; an hour by default. */
  pageTokenLifetime?: number;
}

const fullReaders = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'] as const;
/** Source: https://learn.microsoft.com/graph/api/user-list#permissions */
export const readers = ['User.ReadBasic.All', ...fullReaders] as const;
const json = 'application/json';

/** What answers for users, besides what it was given. */
export interface UsersService extends UsersContext {
  pages: UsersPages;
  queries: QueryTenant;
  /** Throws a GraphError 429 when an app asks too often when people signed in. */
  bookSignIns(caller: GraphCaller): void;
}

export function createUsersService(context: UsersContext): UsersService {
  const tokens = createPageTokens({
    clock: context.clock,
    ...(context.pageTokenLifetime !== undefined && { lifetime: context.pageTokenLifetime }),
  });
  const pages = createUsersPages({ ...context, tokens });
  const queries = {
    find: propertyFinder(context.directory),
    b2c: context.b2c ?? false,
    refuseEqNull: context.refuseEqNull ?? false,
    notLeavesOutNull: context.notLeavesOutNull ?? false,
  };
  return { ...context, pages, queries, bookSignIns: createSignInRate(context.clock) };
}

/** Which users are listed or counted: all, those of a derived type, those among the deleted items. */
export type Place = Partial<Pick<UsersQuery, 'cast' | 'deleted'>>;

export function sendList(
  request: FastifyRequest,
  reply: FastifyReply,
  version: string,
  service: UsersService,
  place: Place = {},
): FastifyReply {
  const { faults, pages } = service;
  const { caller, query } = admit(request, 'list', service, place);
  if (propertiesOf(query).has('signInActivity')) service.bookSignIns(caller);
  const units = 2 - (query.select ? 1 : 0) + (query.expand ? 1 : 0) - ((query.top ?? 100) < 20 ? 1 : 0);
  charge(caller, reply, units, service);
  refuseFilter(request, query, faults);
  if (query.skipToken !== undefined && faults.take('expired-page-token', request)) throw expiredPageToken();
  if (query.skipToken !== undefined && faults.take('lost-page-token', request)) throw lostPageToken();
  const page = pages.read(request, version, query);
  // `close` comes when the last byte was handed to the system, and when the connection is gone.
  reply.raw.once('close', () => pages.sent(page));
  return reply.type(json).send(page);
}

export function sendCount(
  request: FastifyRequest,
  reply: FastifyReply,
  service: UsersService,
  place: Place = {},
): FastifyReply {
  const { directory, pages } = service;
  const { caller, query } = admit(request, 'count', service, place);
  charge(caller, reply, 2, service);
  refuseFilter(request, query, service.faults);
  const counted = pages.drift(request, countUsers(planUsers(query, directory), directory));
  pages.counted();
  return reply.type('text/plain').send(`${service.countMark ? '\uFEFF' : ''}${counted}`);
}

export function sendUser(
  request: FastifyRequest,
  reply: FastifyReply,
  version: string,
  key: string,
  service: UsersService,
  place: Place = {},
): FastifyReply {
  const query = admitOne(request, reply, service, place);
  const index = place.deleted ? service.directory.findDeleted(key) : service.directory.find(key);
  if (index === undefined) throw notFound(key);
  const selected = query.select ? `(${query.select.join(',')})` : '';
  const collection = place.deleted ? 'directoryObjects' : 'users';
  const odataContext = `${service.graphOrigin()}${version}/$metadata#${collection}${selected}/$entity`;
  const isAgent = service.directory.value(index, '@odata.type') !== null;
  // A deleted item is any directory object, so that even a plain user tells its type.
  const type = place.deleted && !isAgent ? { '@odata.type': '#microsoft.graph.user' } : {};
  return sendOne(reply, { '@odata.context': odataContext, ...type }, userWriter(service.directory, query)(index));
}

export function sendManager(
  request: FastifyRequest,
  reply: FastifyReply,
  version: string,
  key: string,
  service: UsersService,
): FastifyReply {
  const query = admitOne(request, reply, service);
  const user = service.directory.find(key);
  if (user === undefined) throw notFound(key);
  const manager = service.directory.manager(user);
  if (manager === undefined) throw notFound('manager');
  const odataContext = `${service.graphOrigin()}${version}/$metadata#directoryObjects/$entity`;
  const start = { '@odata.context': odataContext, '@odata.type': '#microsoft.graph.user' };
  return sendOne(reply, start, userWriter(service.directory, query)(manager));
}

/** Source: https://learn.microsoft.com/graph/api/user-list-sponsors */
export function sendSponsors(
  request: FastifyRequest,
  reply: FastifyReply,
  version: string,
  key: string,
  service: UsersService,
): FastifyReply {
  const query = admitOne(request, reply, service);
  const index = service.directory.find(key);
  if (index === undefined) throw notFound(key);
  const user = (sponsor: number) =>
    `{"@odata.type":"#microsoft.graph.user",${userWriter(service.directory, query)(sponsor).slice(1)}`;
  const value = sponsorTexts(index, service.directory, query.select ?? defaultUserProperties, user);
  const odataContext = JSON.stringify(`${service.graphOrigin()}${version}/$metadata#directoryObjects`);
  return reply.type(json).send(`{"@odata.context":${odataContext},"value":[${value.join()}]}`);
}

function admitOne(request: FastifyRequest, reply: FastifyReply, service: UsersService, place: Place = {}): UsersQuery {
  const { caller, query } = admit(request, 'single', service, place);
  charge(caller, reply, 1 + (query.expand ? 1 : 0), service);
  return query;
}

/** @param user a JSON object */
function sendOne(reply: FastifyReply, annotations: object, user: string): FastifyReply {
  return reply.type(json).send(`${JSON.stringify(annotations).slice(0, -1)},${user.slice(1)}`);
}

/** Who asks, and for what. @throws GraphError when the caller may not, or the query is none */
function admit(
  request: FastifyRequest,
  resource: Parameters<typeof parseUsersQuery>[2],
  service: UsersService,
  place: Place,
): { caller: GraphCaller; query: UsersQuery } {
  const caller = service.authorize(request, place.deleted ? fullReaders : readers);
  const query = { ...parseUsersQuery(request.url, request.headers, resource, service.queries), ...place };
  authorizeProperties(propertiesOf(query), caller, service);
  query.basic = !fullReaders.some((role) => caller.roles.includes(role));
  if (query.basic && query.expand) throw denied();
  return { caller, query };
}

function charge(
  caller: GraphCaller,
  reply: FastifyReply,
  units: number,
  { throttling, directory }: UsersService,
): void {
  reply.headers(throttling.charge(caller, Math.max(1, units), directory.size));
}

function refuseFilter(request: FastifyRequest, query: UsersQuery, faults: Faults): void {
  if (query.filter === undefined || !faults.take('filters-refused', request)) return;
  throw unsupportedQuery('Unsupported or invalid query filter clause specified.');
}

/** What an answer, or the filter behind it, tells. */
function propertiesOf(query: UsersQuery): Set<string> {
  const filtered = query.filter !== undefined && mentionsSignIn(query.filter) ? ['signInActivity'] : [];
  return new Set([...(query.select ?? defaultUserProperties), ...(query.expand?.select ?? []), ...filtered]);
}
