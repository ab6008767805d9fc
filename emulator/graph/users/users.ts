import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../directory/clock.ts';
import type { Directory } from '../../directory/directory.ts';
import type { GraphCaller } from '../../entra/caller.ts';
import type { Faults } from '../../faults/faults.ts';
import { versions } from '../context.ts';
import { mentionsSignIn } from '../filter/rules.ts';
import { denied, malformed, notFound, unsupportedQuery } from '../refusals.ts';
import type { Throttling } from '../throttling.ts';
import { defaultUserProperties, propertyFinder } from '../user-properties.ts';
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
  /** Whether comparing createdDateTime with null is refused; false by default. */
  refuseEqNull?: boolean | undefined;
  /** Whether `not` leaves out who has no value; false by default. */
  notLeavesOutNull?: boolean | undefined;
  /** Milliseconds that a `$skiptoken` lives; an hour by default. */
  pageTokenLifetime?: number;
}

const fullReaders = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'] as const;
/** Source: https://learn.microsoft.com/graph/api/user-list#permissions */
const readers = ['User.ReadBasic.All', ...fullReaders] as const;
const json = 'application/json';

/** What answers for users, besides what it was given. */
interface UsersService extends UsersContext {
  pages: UsersPages;
  queries: QueryTenant;
  /** Throws a GraphError 429 when an app asks too often when people signed in. */
  bookSignIns(caller: GraphCaller): void;
}

/**
 * Registers `/users`, `/users/$count`, `/users/{id or userPrincipalName}` and its `/manager`, in v1.0 and beta.
 * Source: https://learn.microsoft.com/graph/api/user-list and https://learn.microsoft.com/graph/api/user-get
 */
export function registerUsers(app: FastifyInstance, context: UsersContext): void {
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
  const service: UsersService = { ...context, pages, queries, bookSignIns: createSignInRate(context.clock) };
  for (const version of versions) {
    app.get(`${version}/users`, (request, reply) => sendList(request, reply, version, service));
    app.get<{ Params: { '*': string } }>(`${version}/users/*`, (request, reply) => {
      const [key = '', segment, ...rest] = request.params['*'].split('/');
      const cast = castOf(key);
      if (cast !== undefined && segment === undefined) return sendList(request, reply, version, service, cast.type);
      if (cast !== undefined && segment === '$count' && rest.length === 0) {
        return sendCount(request, reply, service, cast.type);
      }
      if (key === '$count' && segment === undefined) return sendCount(request, reply, service);
      if (segment === undefined) return sendUser(request, reply, version, key, service);
      if (segment === 'manager' && rest.length === 0) return sendManager(request, reply, version, key, service);
      context.authorize(request, readers);
      throw malformed(`Resource not found for the segment '${segment}'.`);
    });
  }
}

/**
 * A list may be cast to a derived type: `/users/microsoft.graph.agentUser`; to user itself it is the list.
 * Source: https://learn.microsoft.com/graph/api/agentuser-list
 */
function castOf(segment: string): { type: string | undefined } | undefined {
  const name = /^microsoft\.graph\.(\w+)$/i.exec(segment)?.[1]?.toLowerCase();
  if (name === 'agentuser') return { type: 'microsoft.graph.agentUser' };
  return name === 'user' ? { type: undefined } : undefined;
}

function sendList(
  request: FastifyRequest,
  reply: FastifyReply,
  version: string,
  service: UsersService,
  cast?: string,
): FastifyReply {
  const { faults, pages } = service;
  const { caller, query } = admit(request, 'list', service);
  if (cast !== undefined) query.cast = cast;
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

function sendCount(request: FastifyRequest, reply: FastifyReply, service: UsersService, cast?: string): FastifyReply {
  const { directory, pages } = service;
  const { caller, query } = admit(request, 'count', service);
  if (cast !== undefined) query.cast = cast;
  charge(caller, reply, 2, service);
  refuseFilter(request, query, service.faults);
  const counted = pages.drift(request, countUsers(planUsers(query, directory), directory));
  pages.counted();
  return reply.type('text/plain').send(`\uFEFF${counted}`);
}

function sendUser(
  request: FastifyRequest,
  reply: FastifyReply,
  version: string,
  key: string,
  service: UsersService,
): FastifyReply {
  const query = admitOne(request, reply, service);
  const index = service.directory.find(key);
  if (index === undefined) throw notFound(key);
  const selected = query.select ? `(${query.select.join(',')})` : '';
  const odataContext = `${service.graphOrigin()}${version}/$metadata#users${selected}/$entity`;
  return sendOne(reply, { '@odata.context': odataContext }, userWriter(service.directory, query)(index));
}

function sendManager(
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

function admitOne(request: FastifyRequest, reply: FastifyReply, service: UsersService): UsersQuery {
  const { caller, query } = admit(request, 'single', service);
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
): { caller: GraphCaller; query: UsersQuery } {
  const caller = service.authorize(request, readers);
  const query = parseUsersQuery(request.url, request.headers, resource, service.queries);
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
