import type { FastifyInstance } from 'fastify';
import { type DeletedUsers, versions } from '../context.ts';
import { badRequest, malformed, notFound } from '../refusals.ts';
import {
  createUsersService,
  readers,
  sendCount,
  sendList,
  sendManager,
  sendSponsors,
  sendUser,
  type UsersContext,
  type UsersService,
} from './answers.ts';
import { castOf } from './cast.ts';

export type { UsersContext } from './answers.ts';

/**
 * Source: https://learn.microsoft.com/graph/api/user-delete#permissions and
 * https://learn.microsoft.com/graph/api/directory-deleteditems-restore#permissions
 */
const removers = ['User.DeleteRestore.All', 'User.ReadWrite.All'] as const;

/**
 * Registers `/users`, `/users/$count`, `/users/{id or userPrincipalName}` and its `/manager` and `/sponsors`, and the deleted ones, in
 * v1.0 and beta.
 * Source: https://learn.microsoft.com/graph/api/user-list and https://learn.microsoft.com/graph/api/user-get
 */
export function registerUsers(app: FastifyInstance, context: UsersContext): DeletedUsers {
  const service = createUsersService(context);
  for (const version of versions) {
    app.get(`${version}/users`, (request, reply) => sendList(request, reply, version, service));
    app.get<{ Params: { '*': string } }>(`${version}/users/*`, (request, reply) => {
      const [key = '', segment, ...rest] = request.params['*'].split('/');
      const place = castOf(key);
      if (place && segment === undefined) return sendList(request, reply, version, service, place);
      if (place && segment === '$count' && rest.length === 0) return sendCount(request, reply, service, place);
      if (key === '$count' && segment === undefined) return sendCount(request, reply, service);
      if (segment === undefined) return sendUser(request, reply, version, key, service);
      if (segment === 'manager' && rest.length === 0) return sendManager(request, reply, version, key, service);
      if (segment === 'sponsors' && rest.length === 0) return sendSponsors(request, reply, version, key, service);
      context.authorize(request, readers);
      throw malformed(`Resource not found for the segment '${segment}'.`);
    });
    app.delete<{ Params: { id: string } }>(`${version}/users/:id`, (request, reply) => {
      context.authorize(request, removers);
      if (context.directory.find(request.params.id) === undefined) throw notFound(request.params.id);
      context.directory.delete(request.params.id);
      return reply.code(204).send();
    });
    registerDeletedLists(app, version, service);
  }
  return deletedUsers(service);
}

/**
 * Deleted users are listed under a cast, which is required.
 * Source: https://learn.microsoft.com/graph/api/directory-deleteditems-list
 */
function registerDeletedLists(app: FastifyInstance, version: string, service: UsersService): void {
  for (const type of ['microsoft.graph.user', 'microsoft.graph.agentUser']) {
    const place = { ...castOf(type), deleted: true };
    const path = `${version}/directory/deletedItems/${type}`;
    app.get(path, (request, reply) => sendList(request, reply, version, service, place));
    app.get(`${path}/$count`, (request, reply) => sendCount(request, reply, service, place));
  }
}

function deletedUsers(service: UsersService): DeletedUsers {
  const { directory, authorize } = service;
  const take = (id: string) => {
    const index = directory.findDeleted(id);
    if (index === undefined) throw notFound(id);
    return index;
  };
  return {
    has: (id) => directory.findDeleted(id) !== undefined,
    send: (request, reply, version, id) => sendUser(request, reply, version, id, service, { deleted: true }),
    restore(request, reply, version, id) {
      authorize(request, removers);
      try {
        directory.restore(take(id));
      } catch (error) {
        if (error instanceof RangeError) throw badRequest(error.message);
        throw error;
      }
      return sendUser(request, reply, version, id, service);
    },
    purge(request, reply, id) {
      authorize(request, removers);
      directory.purge(take(id));
      return reply.code(204).send();
    },
  };
}
