import type { FastifyRequest } from 'fastify';
import type { GraphCaller } from '../../entra/caller.ts';
import type { Application, ServicePrincipal } from '../../entra/tenant.ts';
import type { GraphContext } from '../context.ts';
import { find } from '../find.ts';
import { denied, notFound } from '../refusals.ts';

/** Permissions that read applications and service principals. */
export const applicationReaders = [
  'Application.Read.All',
  'Application.ReadWrite.All',
  'Application.ReadWrite.OwnedBy',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
] as const;

/** Permissions that create applications; `OwnedBy` changes only what the caller owns. */
export const applicationWriters = ['Application.ReadWrite.All', 'Application.ReadWrite.OwnedBy'] as const;

/** The application of the path, for a caller who may read it. */
export function readApplication(request: FastifyRequest, key: string, context: GraphContext): Application {
  context.authorize(request, applicationReaders);
  return replicated(find(key, context.tenant.applications, context.tenant.applicationByAppId), context);
}

/** The application of the path, for a caller who may change it. */
export function manageApplication(request: FastifyRequest, key: string, context: GraphContext): Application {
  const caller = context.authorize(request, applicationWriters);
  const application = replicated(find(key, context.tenant.applications, context.tenant.applicationByAppId), context);
  requireOwnership(caller, application.ownerIds);
  return application;
}

export function readServicePrincipal(request: FastifyRequest, key: string, context: GraphContext): ServicePrincipal {
  context.authorize(request, applicationReaders);
  return replicated(find(key, context.tenant.servicePrincipals, context.tenant.servicePrincipalByAppId), context);
}

export function manageServicePrincipal(request: FastifyRequest, key: string, context: GraphContext): ServicePrincipal {
  const caller = context.authorize(request, applicationWriters);
  const principal = replicated(
    find(key, context.tenant.servicePrincipals, context.tenant.servicePrincipalByAppId),
    context,
  );
  requireOwnership(caller, principal.ownerIds);
  return principal;
}

/** `Application.ReadWrite.OwnedBy` alone changes only what the caller owns. */
function requireOwnership(caller: GraphCaller, ownerIds: readonly string[]): void {
  if (caller.roles.includes('Application.ReadWrite.All') || ownerIds.includes(caller.servicePrincipalId)) return;
  throw denied();
}

/** A replica that has not heard of an object yet answers as if there were none. */
function replicated<T extends { id: string }>(object: T, { replication }: GraphContext): T {
  if (replication.knows(object.id)) return object;
  throw notFound(object.id);
}
