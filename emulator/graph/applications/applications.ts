import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Application, graphDateTime, type JsonObject } from '../../entra/tenant.ts';
import { type Collection, listReply, objectReply } from '../collection.ts';
import { type GraphContext, versions } from '../context.ts';
import { requireObject } from '../find.ts';
import { badRequest } from '../refusals.ts';
import { applicationReaders, applicationWriters, manageApplication, readApplication } from './access.ts';
import { mergeKeyCredentials } from './key-credentials.ts';
import { ownerIdOf } from './owners.ts';
import { createPassword } from './password-credentials.ts';
import { applicationDefaults, mergeProperties, presentApplication } from './properties.ts';

type ById = { Params: { id: string } };

/**
 * `/applications`: create, list, read, update and delete.
 * Source: https://learn.microsoft.com/graph/api/resources/application
 */
export function registerApplications(app: FastifyInstance, context: GraphContext): void {
  const { tenant } = context;
  const collection = applicationCollection(context);
  for (const version of versions) {
    app.get(`${version}/applications`, (request) => {
      context.authorize(request, applicationReaders);
      const items = tenant.applications.values().map((application) => presentApplication(application));
      return listReply(request, items.toArray(), collection);
    });
    app.post(`${version}/applications`, (request, reply) => {
      const application = createApplication(request, context);
      const answer = objectReply(request, presentApplication(application), collection);
      return reply.code(201).send({ ...answer, passwordCredentials: application.passwordCredentials });
    });
    app.get<ById>(`${version}/applications/:id`, (request) => {
      const application = readApplication(request, request.params.id, context);
      return objectReply(request, presentApplication(application, selectsKeys(request)), collection);
    });
    app.patch<ById>(`${version}/applications/:id`, (request, reply) => {
      updateApplication(manageApplication(request, request.params.id, context), requireObject(request.body), context);
      return reply.code(204).send();
    });
    app.delete<ById>(`${version}/applications/:id`, (request, reply) => {
      deleteApplication(manageApplication(request, request.params.id, context), context);
      return reply.code(204).send();
    });
  }
}

export function applicationCollection({ tenant, graphOrigin }: GraphContext): Collection {
  const properties = [
    'id',
    'appId',
    'displayName',
    'createdDateTime',
    'deletedDateTime',
    'keyCredentials',
    'passwordCredentials',
    ...Object.keys(applicationDefaults(tenant.domain)),
  ];
  return { name: 'applications', type: 'microsoft.graph.application', properties, graphOrigin };
}

/** An application that an application creates is owned by its creator's service principal. */
function createApplication(request: FastifyRequest, context: GraphContext): Application {
  const caller = context.authorize(request, applicationWriters);
  const { tenant, clock, identifiers } = context;
  const body = requireObject(request.body);
  const passwords = Array.isArray(body.passwordCredentials) ? (body.passwordCredentials as JsonObject[]) : [];
  const bound = (body['owners@odata.bind'] ?? []) as unknown[];
  const application: Application = {
    id: identifiers.guid(),
    appId: identifiers.guid(),
    displayName: requireDisplayName(body.displayName),
    createdDateTime: graphDateTime(clock.now()),
    deletedDateTime: null,
    keyCredentials: mergeKeyCredentials(body.keyCredentials ?? [], [], identifiers),
    passwordCredentials: passwords.map((given) => createPassword(given, context)),
    federatedIdentityCredentials: [],
    ownerIds: [...new Set([caller.servicePrincipalId, ...bound.map((reference) => ownerIdOf(reference, context))])],
    properties: mergeProperties(applicationDefaults(tenant.domain), body),
  };
  requireFreeUris(application, application.properties, context);
  tenant.applications.set(application.id, application);
  context.replication.created(application.id);
  return application;
}

function updateApplication(application: Application, body: JsonObject, context: GraphContext): void {
  const displayName = 'displayName' in body ? requireDisplayName(body.displayName) : application.displayName;
  const properties = mergeProperties(application.properties, body);
  requireFreeUris(application, properties, context);
  const keyCredentials =
    'keyCredentials' in body
      ? mergeKeyCredentials(body.keyCredentials, application.keyCredentials, context.identifiers)
      : application.keyCredentials;
  const passwordCredentials =
    'passwordCredentials' in body
      ? keepPasswords(application, body.passwordCredentials)
      : application.passwordCredentials;
  Object.assign(application, { displayName, properties, keyCredentials, passwordCredentials });
}

/** A PATCH may remove secrets, never add them. */
function keepPasswords({ passwordCredentials }: Application, given: unknown): Application['passwordCredentials'] {
  const keyIds = Array.isArray(given) ? given.map((entry: JsonObject) => entry.keyId) : [];
  if (keyIds.every((keyId) => passwordCredentials.some((credential) => credential.keyId === keyId))) {
    return passwordCredentials.filter((credential) => keyIds.includes(credential.keyId));
  }
  throw badRequest(
    'New password credentials must be generated with service actions.',
    'CannotCreateOrUpdatePasswordCredential',
  );
}

/** The application goes to the deleted items, its service principal and the consents go for good. */
function deleteApplication(application: Application, { tenant, clock }: GraphContext): void {
  const principal = tenant.servicePrincipalByAppId(application.appId);
  if (principal !== undefined) tenant.removeServicePrincipal(principal.id);
  tenant.applications.delete(application.id);
  application.deletedDateTime = graphDateTime(clock.now());
  tenant.deletedApplications.set(application.id, application);
}

function requireDisplayName(given: unknown): string {
  if (typeof given === 'string' && given !== '' && given.length <= 256) return given;
  throw badRequest("Invalid value specified for property 'displayName' of resource 'Application'.");
}

function requireFreeUris(application: Application, properties: JsonObject, { tenant }: GraphContext): void {
  const uris = Array.isArray(properties.identifierUris) ? properties.identifierUris : [];
  for (const other of tenant.applications.values()) {
    const taken = uris.find(
      (uri) => other.id !== application.id && (other.properties.identifierUris as unknown[]).includes(uri),
    );
    if (taken === undefined) continue;
    throw badRequest(
      `Another object with the same value for property identifierUris already exists.`,
      'Request_MultipleObjectsWithSameKeyValue',
    );
  }
}

function selectsKeys(request: FastifyRequest): boolean {
  const { $select = '' } = request.query as { $select?: string };
  return $select
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .includes('keycredentials');
}
