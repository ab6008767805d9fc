import type { FastifyInstance, FastifyRequest } from 'fastify';
import { microsoftGraphAppId, microsoftServicesTenantId } from '../../entra/microsoft-graph.ts';
import { type AppRole, graphDateTime, type JsonObject, type ServicePrincipal } from '../../entra/tenant.ts';
import { type Collection, listReply, objectReply } from '../collection.ts';
import { type GraphContext, versions } from '../context.ts';
import { GraphError } from '../errors.ts';
import { requireObject } from '../find.ts';
import { badRequest } from '../refusals.ts';
import { applicationReaders, applicationWriters, manageServicePrincipal, readServicePrincipal } from './access.ts';

type ById = { Params: { id: string } };

/**
 * What a service principal has besides its names, with Graph's defaults.
 * Source: https://learn.microsoft.com/graph/api/resources/serviceprincipal#properties
 */
const defaults: Readonly<JsonObject> = {
  addIns: [],
  alternativeNames: [],
  appDescription: null,
  appRoleAssignmentRequired: false,
  applicationTemplateId: null,
  description: null,
  disabledByMicrosoftStatus: null,
  features: null,
  homepage: null,
  info: null,
  keyCredentials: [],
  loginUrl: null,
  logoutUrl: null,
  notes: null,
  notificationEmailAddresses: [],
  oauth2PermissionScopes: [],
  passwordCredentials: [],
  preferredSingleSignOnMode: null,
  preferredTokenSigningKeyThumbprint: null,
  replyUrls: [],
  resourceSpecificApplicationPermissions: [],
  samlMetadataUrl: null,
  samlSingleSignOnSettings: null,
  servicePrincipalType: 'Application',
  signInAudience: 'AzureADMyOrg',
  tags: [],
  tokenEncryptionKeyId: null,
  verifiedPublisher: { addedDateTime: null, displayName: null, verifiedPublisherId: null },
};
const derived = [
  'id',
  'deletedDateTime',
  'accountEnabled',
  'appDisplayName',
  'appId',
  'appOwnerOrganizationId',
  'appRoles',
  'createdDateTime',
  'displayName',
  'servicePrincipalNames',
];

/**
 * `/servicePrincipals`: create, list, read, update and delete.
 * Source: https://learn.microsoft.com/graph/api/resources/serviceprincipal
 */
export function registerServicePrincipals(app: FastifyInstance, context: GraphContext): void {
  const { tenant } = context;
  const collection: Collection = {
    name: 'servicePrincipals',
    type: 'microsoft.graph.servicePrincipal',
    properties: [...derived, ...Object.keys(defaults)],
    graphOrigin: context.graphOrigin,
  };
  for (const version of versions) {
    app.get(`${version}/servicePrincipals`, (request) => {
      context.authorize(request, applicationReaders);
      const items = tenant.servicePrincipals.values().map((principal) => present(principal, context));
      return listReply(request, items.toArray(), collection);
    });
    app.post(`${version}/servicePrincipals`, (request, reply) => {
      const principal = create(request, context);
      return reply.code(201).send(objectReply(request, present(principal, context), collection));
    });
    app.get<ById>(`${version}/servicePrincipals/:id`, (request) =>
      objectReply(request, present(readServicePrincipal(request, request.params.id, context), context), collection),
    );
    app.patch<ById>(`${version}/servicePrincipals/:id`, (request, reply) => {
      update(manageServicePrincipal(request, request.params.id, context), requireObject(request.body));
      return reply.code(204).send();
    });
    app.delete<ById>(`${version}/servicePrincipals/:id`, (request, reply) => {
      tenant.removeServicePrincipal(manageServicePrincipal(request, request.params.id, context).id);
      return reply.code(204).send();
    });
  }
}

function create(request: FastifyRequest, context: GraphContext): ServicePrincipal {
  const caller = context.authorize(request, applicationWriters);
  const { tenant, clock, identifiers } = context;
  const body = requireObject(request.body);
  if (typeof body.appId !== 'string') {
    throw badRequest("Invalid value specified for property 'appId' of resource 'ServicePrincipal'.");
  }
  const application = tenant.applicationByAppId(body.appId);
  if (tenant.servicePrincipalByAppId(body.appId) !== undefined) {
    throw new GraphError(
      409,
      'Request_MultipleObjectsWithSameKeyValue',
      `The service principal cannot be created, updated, or restored because the service principal name ${body.appId} is already in use.`,
    );
  }
  if (application === undefined) {
    throw badRequest(
      `The appId '${body.appId}' of the service principal does not reference a valid application object.`,
    );
  }
  const ownedOnly = !caller.roles.includes('Application.ReadWrite.All');
  if (ownedOnly && !application.ownerIds.includes(caller.servicePrincipalId)) {
    throw new GraphError(
      403,
      'Authorization_RequestDenied',
      'When using this permission, the backing application of the service principal being created must in the local tenant.',
    );
  }
  const principal: ServicePrincipal = {
    id: identifiers.guid(),
    appId: application.appId,
    displayName: application.displayName,
    accountEnabled: true,
    createdDateTime: graphDateTime(clock.now()),
    appRoles: application.properties.appRoles as AppRole[],
    servicePrincipalNames: [application.appId, ...(application.properties.identifierUris as string[])],
    ownerIds: [caller.servicePrincipalId],
    properties: {},
  };
  update(principal, body);
  tenant.servicePrincipals.set(principal.id, principal);
  context.replication.created(principal.id);
  return principal;
}

/** All or nothing: an unknown property changes nothing. */
function update(principal: ServicePrincipal, body: JsonObject): void {
  const properties = { ...principal.properties };
  for (const [name, value] of Object.entries(body)) {
    if (name.includes('@') || derived.includes(name)) continue;
    if (!Object.hasOwn(defaults, name)) throw badRequest(`Invalid property '${name}'.`);
    properties[name] = value;
  }
  principal.properties = properties;
  if (typeof body.accountEnabled === 'boolean') principal.accountEnabled = body.accountEnabled;
  if (typeof body.displayName === 'string') principal.displayName = body.displayName;
}

function present(principal: ServicePrincipal, { tenant }: GraphContext): JsonObject {
  const application = tenant.applicationByAppId(principal.appId);
  const foreign = principal.appId === microsoftGraphAppId;
  return {
    id: principal.id,
    deletedDateTime: null,
    accountEnabled: principal.accountEnabled,
    appDisplayName: application?.displayName ?? principal.displayName,
    appId: principal.appId,
    appOwnerOrganizationId: foreign ? microsoftServicesTenantId : tenant.id,
    appRoles: principal.appRoles,
    createdDateTime: principal.createdDateTime,
    displayName: principal.displayName,
    servicePrincipalNames: principal.servicePrincipalNames,
    ...defaults,
    ...principal.properties,
  };
}
