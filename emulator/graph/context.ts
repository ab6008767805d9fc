import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../directory/clock.ts';
import type { Identifiers } from '../directory/identifiers.ts';
import type { Replication } from '../entra/replication.ts';
import type { Tenant } from '../entra/tenant.ts';
import type { Authorize } from './authorization.ts';

/** What the directory objects of Graph need to answer. */
export interface GraphContext {
  tenant: Tenant;
  clock: Clock;
  identifiers: Identifiers;
  authorize: Authorize;
  replication: Replication;
  /** The origin for `@odata.context` and `@odata.nextLink`. */
  graphOrigin: () => string;
  /** Whether a user with this object id exists: users may own applications. */
  hasUser: (id: string) => boolean;
  deletedUsers: DeletedUsers;
}

/** Answers for the users among the deleted items, whose ids do not tell that they are users'. */
export interface DeletedUsers {
  has(id: string): boolean;
  send(request: FastifyRequest, reply: FastifyReply, version: string, id: string): FastifyReply;
  restore(request: FastifyRequest, reply: FastifyReply, version: string, id: string): FastifyReply;
  purge(request: FastifyRequest, reply: FastifyReply, id: string): FastifyReply;
}

/** v1.0 and beta are one store. */
export const versions = ['/v1.0', '/beta'] as const;
