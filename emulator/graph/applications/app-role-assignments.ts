import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type AppRoleAssignment, graphDateTime, type JsonObject, type ServicePrincipal } from '../../entra/tenant.ts';
import { type Collection, listReply, objectReply } from '../collection.ts';
import { type GraphContext, versions } from '../context.ts';
import { find, requireObject } from '../find.ts';
import { badRequest, notFound } from '../refusals.ts';

type ById = { Params: { id: string } };
type ByAssignment = { Params: { id: string; assignment: string } };

const writers = ['AppRoleAssignment.ReadWrite.All'] as const;
const readers = [...writers, 'Application.Read.All', 'Application.ReadWrite.All', 'Directory.Read.All'] as const;
/** The role of a resource that declares none. */
const defaultAccess = '00000000-0000-0000-0000-000000000000';
const assignmentProperties = [
  'id',
  'deletedDateTime',
  'appRoleId',
  'createdDateTime',
  'principalDisplayName',
  'principalId',
  'principalType',
  'resourceDisplayName',
  'resourceId',
];

/**
 * Consents: `appRoleAssignments` of the client and `appRoleAssignedTo` of the resource are two views of one list.
 * Source: https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignments
 */
export function registerAppRoleAssignments(app: FastifyInstance, context: GraphContext): void {
  const { tenant } = context;
  const collection: Collection = {
    name: 'appRoleAssignments',
    type: 'microsoft.graph.appRoleAssignment',
    properties: assignmentProperties,
    graphOrigin: context.graphOrigin,
  };
  const views = { appRoleAssignments: 'principalId', appRoleAssignedTo: 'resourceId' } as const;
  for (const version of versions) {
    for (const [view, side] of Object.entries(views) as [string, 'principalId' | 'resourceId'][]) {
      const path = `${version}/servicePrincipals/:id/${view}`;
      app.get<ById>(path, (request) => {
        context.authorize(request, readers);
        const { id } = servicePrincipalOf(request.params.id, context);
        const items = tenant.appRoleAssignments.values().filter((assignment) => assignment[side] === id);
        return listReply(request, items.map((assignment) => present(assignment, context)).toArray(), collection);
      });
      app.post<ById>(path, (request, reply) => {
        context.authorize(request, writers);
        const { id } = servicePrincipalOf(request.params.id, context);
        const assignment = create(requireObject(request.body), { side, id }, context);
        tenant.appRoleAssignments.set(assignment.id, assignment);
        return reply.code(201).send(objectReply(request, present(assignment, context), collection));
      });
      app.get<ByAssignment>(`${path}/:assignment`, (request) => {
        context.authorize(request, readers);
        return objectReply(request, present(assignmentOf(request, side, context), context), collection);
      });
      app.delete<ByAssignment>(`${path}/:assignment`, (request, reply) => {
        context.authorize(request, writers);
        tenant.appRoleAssignments.delete(assignmentOf(request, side, context).id);
        return reply.code(204).send();
      });
    }
  }
}

function create(
  body: JsonObject,
  place: { side: 'principalId' | 'resourceId'; id: string },
  { tenant, clock, identifiers }: GraphContext,
): AppRoleAssignment {
  const [principalId, resourceId, appRoleId] = ['principalId', 'resourceId', 'appRoleId'].map((name) =>
    requireGuid(body, name),
  ) as [string, string, string];
  if ({ principalId, resourceId }[place.side] !== place.id) {
    throw badRequest(`The value of '${place.side}' does not match the service principal of the request.`);
  }
  if (!tenant.servicePrincipals.has(principalId)) throw notFound(principalId);
  const resource = find(resourceId, tenant.servicePrincipals);
  if (appRoleId !== defaultAccess && !resource.appRoles.some((role) => role.id === appRoleId)) {
    throw badRequest(`Permission being assigned was not found on application '${resource.appId}'.`);
  }
  const given = tenant.appRoleAssignments
    .values()
    .some(
      (other) => other.principalId === principalId && other.resourceId === resourceId && other.appRoleId === appRoleId,
    );
  if (given) throw badRequest('Permission being assigned already exists on the object');
  const createdDateTime = graphDateTime(clock.now());
  return { id: identifiers.text(43), appRoleId, createdDateTime, principalId, resourceId };
}

function requireGuid(body: JsonObject, name: string): string {
  const value = body[name];
  if (typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) {
    return value.toLowerCase();
  }
  throw badRequest(`Invalid value specified for property '${name}' of resource 'AppRoleAssignment'.`);
}

function servicePrincipalOf(key: string, { tenant }: GraphContext): ServicePrincipal {
  return find(key, tenant.servicePrincipals, tenant.servicePrincipalByAppId);
}

/** Ids of assignments are case-sensitive. */
function assignmentOf(
  request: FastifyRequest<ByAssignment>,
  side: 'principalId' | 'resourceId',
  context: GraphContext,
): AppRoleAssignment {
  const { id } = servicePrincipalOf(request.params.id, context);
  const assignment = context.tenant.appRoleAssignments.get(request.params.assignment);
  if (assignment === undefined || assignment[side] !== id) throw notFound(request.params.assignment);
  return assignment;
}

function present(assignment: AppRoleAssignment, { tenant }: GraphContext): JsonObject {
  return {
    id: assignment.id,
    deletedDateTime: null,
    appRoleId: assignment.appRoleId,
    createdDateTime: assignment.createdDateTime,
    principalDisplayName: tenant.servicePrincipals.get(assignment.principalId)?.displayName ?? null,
    principalId: assignment.principalId,
    principalType: 'ServicePrincipal',
    resourceDisplayName: tenant.servicePrincipals.get(assignment.resourceId)?.displayName ?? null,
    resourceId: assignment.resourceId,
  };
}
