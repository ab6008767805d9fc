import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../directory/clock.ts';
import type { Directory } from '../../directory/directory.ts';
import type { GraphCaller } from '../../entra/caller.ts';
import type { Faults } from '../../faults/faults.ts';
import { GraphError } from '../errors.ts';
import { mentionsSignIn } from '../filter/rules.ts';
import { denied, malformed, notFound, unsupportedQuery } from '../refusals.ts';
import type { Throttling } from '../throttling.ts';
import { defaultUserProperties, findUserProperty } from '../user-properties.ts';
import { createPageTokens, expiredPageToken, lostPageToken } from './page-tokens.ts';
import { createUsersPages, userWriter } from './pages.ts';
import { parseUsersQuery, type UsersQuery } from './query.ts';
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
  /** Milliseconds that a `$skiptoken` lives; an hour by default. */
  pageTokenLifetime?: number;
}

const readers = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'] as const;
const json = 'application/json';

/**
 * Registers `/users`, `/users/$count`, `/users/{id or userPrincipalName}` and its `/manager`, in v1.0 and beta.
 * Source: https://learn.microsoft.com/graph/api/user-list and https://learn.microsoft.com/graph/api/user-get
 */
export function registerUsers(app: FastifyInstance, context: UsersContext): void {
  const { directory, faults, throttling } = context;
  const tokens = createPageTokens({
    clock: context.clock,
    ...(context.pageTokenLifetime !== undefined && { lifetime: context.pageTokenLifetime }),
  });
  const pages = createUsersPages({ ...context, tokens });
  const bookSignIns = createSignInRate(context.clock);

  const charge = (caller: GraphCaller, reply: FastifyReply, units: number) =>
    reply.headers(throttling.charge(caller, Math.max(1, units), directory.size));
  const refuseFilter = (request: FastifyRequest, query: UsersQuery) => {
    if (query.filter && faults.take('filters-refused', request)) {
      throw unsupportedQuery('Unsupported or invalid query filter clause specified.');
    }
  };
  const authorizeSignIn = (caller: GraphCaller, query: UsersQuery) => {
    if (!asksForSignIn(query)) return;
    if (!caller.roles.includes('AuditLog.Read.All')) throw denied();
    if (context.premium === false) {
      throw new GraphError(
        403,
        'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
        "Neither tenant is B2C or tenant doesn't have premium license",
      );
    }
  };

  const list = (version: string) => (request: FastifyRequest, reply: FastifyReply) => {
    const caller = context.authorize(request, readers);
    const query = parseUsersQuery(request.url, request.headers, 'list');
    authorizeSignIn(caller, query);
    if (asksForSignIn(query)) bookSignIns(caller);
    charge(caller, reply, 2 - (query.select ? 1 : 0) + (query.expand ? 1 : 0) - ((query.top ?? 100) < 20 ? 1 : 0));
    refuseFilter(request, query);
    if (query.skipToken !== undefined && faults.take('expired-page-token', request)) throw expiredPageToken();
    if (query.skipToken !== undefined && faults.take('lost-page-token', request)) throw lostPageToken();
    const page = pages.read(request, version, query);
    // `close` comes when the last byte was handed to the system, and when the connection is gone.
    reply.raw.once('close', () => pages.sent(page));
    return reply.type(json).send(page);
  };

  const count = (request: FastifyRequest, reply: FastifyReply) => {
    const caller = context.authorize(request, readers);
    const query = parseUsersQuery(request.url, request.headers, 'count');
    authorizeSignIn(caller, query);
    charge(caller, reply, 2);
    refuseFilter(request, query);
    const counted = pages.drift(request, countUsers(planUsers(query, directory), directory));
    pages.counted();
    return reply.type('text/plain').send(`\uFEFF${counted}`);
  };

  const single = (version: string, key: string, request: FastifyRequest, reply: FastifyReply, isManager = false) => {
    const caller = context.authorize(request, readers);
    const query = parseUsersQuery(request.url, request.headers, 'single');
    authorizeSignIn(caller, query);
    charge(caller, reply, 1 + (query.expand ? 1 : 0));
    const found = directory.find(key);
    const index = found !== undefined && isManager ? directory.manager(found) : found;
    if (index === undefined) throw notFound(isManager && found !== undefined ? 'manager' : key);
    const user = userWriter(directory, query)(index);
    const selected = query.select ? `(${query.select.join(',')})` : '';
    const set = isManager ? 'directoryObjects' : `users${selected}`;
    const type = isManager ? { '@odata.type': '#microsoft.graph.user' } : {};
    const odataContext = `${context.graphOrigin()}/${version}/$metadata#${set}/$entity`;
    const start = JSON.stringify({ '@odata.context': odataContext, ...type }).slice(0, -1);
    return reply.type(json).send(`${start},${user.slice(1)}`);
  };

  for (const version of ['v1.0', 'beta']) {
    app.get(`/${version}/users`, list(version));
    app.get<{ Params: { '*': string } }>(`/${version}/users/*`, (request, reply) => {
      const [key = '', segment, ...rest] = request.params['*'].split('/');
      if (key === '$count' && segment === undefined) return count(request, reply);
      if (segment === undefined || (segment === 'manager' && rest.length === 0)) {
        return single(version, key, request, reply, segment === 'manager');
      }
      context.authorize(request, readers);
      throw malformed(`Resource not found for the segment '${segment}'.`);
    });
  }
}

/** Whether an answer, or the filter behind it, tells when people signed in. */
function asksForSignIn(query: UsersQuery): boolean {
  const read = [...(query.select ?? defaultUserProperties), ...(query.expand?.select ?? [])];
  return (
    read.some((name) => findUserProperty(name)?.name === 'signInActivity') ||
    (query.filter !== undefined && mentionsSignIn(query.filter))
  );
}
