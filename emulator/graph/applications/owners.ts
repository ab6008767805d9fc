import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { JsonObject } from '../../entra/tenant.ts';
import { plainList } from '../collection.ts';
import { type GraphContext, versions } from '../context.ts';
import { requireObject } from '../find.ts';
import { badRequest, notFound } from '../refusals.ts';
import { manageApplication, manageServicePrincipal, readApplication, readServicePrincipal } from './access.ts';

type ById = { Params: { id: string } };
type ByOwner = { Params: { id: string; ownerId: string } };

/**
 * Owners of applications and of service principals, as references.
 * Source: https://learn.microsoft.com/graph/api/application-post-owners
 */
export function registerOwners(app: FastifyInstance, context: GraphContext): void {
  const owned = {
    applications: { read: readApplication, manage: manageApplication },
    servicePrincipals: { read: readServicePrincipal, manage: manageServicePrincipal },
  };
  const collection = {
    name: 'directoryObjects',
    type: 'microsoft.graph.directoryObject',
    properties: [],
    graphOrigin: context.graphOrigin,
  };
  for (const version of versions) {
    for (const [name, { read, manage }] of Object.entries(owned)) {
      const list = (request: FastifyRequest<ById>) => {
        const { ownerIds } = read(request, request.params.id, context);
        return plainList(
          request,
          ownerIds.map((id) => presentOwner(id, context)),
          collection,
        );
      };
      app.get<ById>(`${version}/${name}/:id/owners`, list);
      app.get<ById>(`${version}/${name}/:id/owners/$ref`, list);
      app.post<ById>(`${version}/${name}/:id/owners/$ref`, (request, reply) => {
        const { ownerIds } = manage(request, request.params.id, context);
        const ownerId = ownerIdOf(requireObject(request.body)['@odata.id'], context);
        if (ownerIds.includes(ownerId)) {
          throw badRequest(
            "One or more added object references already exist for the following modified properties: 'owners'.",
          );
        }
        ownerIds.push(ownerId);
        return reply.code(204).send();
      });
      app.delete<ByOwner>(`${version}/${name}/:id/owners/:ownerId/$ref`, (request, reply) => {
        const { ownerIds } = manage(request, request.params.id, context);
        const place = ownerIds.indexOf(request.params.ownerId.toLowerCase());
        if (place < 0) throw notFound(request.params.ownerId);
        ownerIds.splice(place, 1);
        return reply.code(204).send();
      });
    }
  }
}

/**
 * The object id in a reference such as `https://graph.microsoft.com/v1.0/directoryObjects/{id}`.
 *
 * @throws GraphError 400 when it is no reference, 404 when there is no such service principal or user
 */
export function ownerIdOf(reference: unknown, { tenant, hasUser }: GraphContext): string {
  const id = /([0-9a-f-]{36})'?\)?\/?$/i.exec(String(reference))?.[1]?.toLowerCase();
  if (id === undefined) throw badRequest(`Invalid object reference '${reference}'.`);
  if (!tenant.servicePrincipals.has(id) && !hasUser(id)) throw notFound(id);
  return id;
}

function presentOwner(id: string, { tenant }: GraphContext): JsonObject {
  const principal = tenant.servicePrincipals.get(id);
  return principal === undefined
    ? { '@odata.type': '#microsoft.graph.user', id }
    : {
        '@odata.type': '#microsoft.graph.servicePrincipal',
        id,
        appId: principal.appId,
        displayName: principal.displayName,
      };
}
