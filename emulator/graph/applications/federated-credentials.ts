import type { FastifyInstance } from 'fastify';
import type { Application, FederatedIdentityCredential, JsonObject } from '../../entra/tenant.ts';
import { type Collection, listReply, objectReply } from '../collection.ts';
import { type GraphContext, versions } from '../context.ts';
import { GraphError } from '../errors.ts';
import { requireObject } from '../find.ts';
import { badRequest, notFound } from '../refusals.ts';
import { manageApplication, readApplication } from './access.ts';

type ById = { Params: { id: string } };
type ByCredential = { Params: { id: string; credential: string } };

const credentialProperties = ['id', 'name', 'issuer', 'subject', 'audiences', 'description'];
const mostCredentials = 20;

/**
 * Trust in tokens of other issuers, by application.
 * Source: https://learn.microsoft.com/graph/api/resources/federatedidentitycredential
 */
export function registerFederatedCredentials(app: FastifyInstance, context: GraphContext): void {
  const collection: Collection = {
    name: 'federatedIdentityCredentials',
    type: 'microsoft.graph.federatedIdentityCredential',
    properties: credentialProperties,
    graphOrigin: context.graphOrigin,
  };
  for (const version of versions) {
    const path = `${version}/applications/:id/federatedIdentityCredentials`;
    app.get<ById>(path, (request) => {
      const { federatedIdentityCredentials } = readApplication(request, request.params.id, context);
      return listReply(
        request,
        federatedIdentityCredentials.map((credential) => ({ ...credential })),
        collection,
      );
    });
    app.post<ById>(path, (request, reply) => {
      const application = manageApplication(request, request.params.id, context);
      const credential = createCredential(requireObject(request.body), application, context.identifiers.guid());
      application.federatedIdentityCredentials.push(credential);
      return reply.code(201).send(objectReply(request, { ...credential }, collection));
    });
    app.get<ByCredential>(`${path}/:credential`, (request) => {
      const application = readApplication(request, request.params.id, context);
      return objectReply(request, { ...findCredential(application, request.params.credential) }, collection);
    });
    app.patch<ByCredential>(`${path}/:credential`, (request, reply) => {
      const application = manageApplication(request, request.params.id, context);
      const credential = findCredential(application, request.params.credential);
      Object.assign(credential, changed(credential, requireObject(request.body), application));
      return reply.code(204).send();
    });
    app.delete<ByCredential>(`${path}/:credential`, (request, reply) => {
      const application = manageApplication(request, request.params.id, context);
      const credential = findCredential(application, request.params.credential);
      application.federatedIdentityCredentials = application.federatedIdentityCredentials.filter(
        (other) => other !== credential,
      );
      return reply.code(204).send();
    });
  }
}

/** By id or by name. */
function findCredential({ federatedIdentityCredentials }: Application, key: string): FederatedIdentityCredential {
  const found = federatedIdentityCredentials.find(({ id, name }) => id === key.toLowerCase() || name === key);
  if (found === undefined) throw notFound(key);
  return found;
}

function createCredential(body: JsonObject, application: Application, id: string): FederatedIdentityCredential {
  const { federatedIdentityCredentials } = application;
  if (federatedIdentityCredentials.length >= mostCredentials) {
    throw badRequest(
      `The number of federated identity credentials on the application has reached its limit of ${mostCredentials}.`,
    );
  }
  const name = requireText(body, 'name');
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_-]{1,119}$/.test(name)) throw invalid('name');
  if (federatedIdentityCredentials.some((other) => other.name === name)) {
    throw conflict(`FederatedIdentityCredential with name ${name} already exists.`);
  }
  const blank = { id, name, issuer: '', subject: '', audiences: [], description: null };
  requireText(body, 'issuer');
  requireText(body, 'subject');
  requireAudiences(body.audiences);
  return changed(blank, body, application);
}

/** The credential with what the body changes; the name stays as it was. */
function changed(
  credential: FederatedIdentityCredential,
  body: JsonObject,
  application: Application,
): FederatedIdentityCredential {
  const next = {
    ...credential,
    ...('issuer' in body ? { issuer: requireText(body, 'issuer') } : {}),
    ...('subject' in body ? { subject: requireText(body, 'subject') } : {}),
    ...('audiences' in body ? { audiences: requireAudiences(body.audiences) } : {}),
    ...('description' in body ? { description: typeof body.description === 'string' ? body.description : null } : {}),
  };
  const twin = application.federatedIdentityCredentials.find(
    (other) => other.id !== next.id && other.issuer === next.issuer && other.subject === next.subject,
  );
  if (twin !== undefined) {
    throw conflict('FederatedIdentityCredential with this combination of issuer and subject already exists.');
  }
  return next;
}

function requireText(body: JsonObject, property: string): string {
  const value = body[property];
  if (typeof value === 'string' && value !== '' && value.length <= 600) return value;
  throw invalid(property);
}

function requireAudiences(given: unknown): string[] {
  if (Array.isArray(given) && given.length === 1 && typeof given[0] === 'string' && given[0] !== '') return [given[0]];
  throw invalid('audiences');
}

function invalid(property: string): GraphError {
  return badRequest(`Invalid value specified for property '${property}' of resource 'FederatedIdentityCredential'.`);
}

function conflict(message: string): GraphError {
  return new GraphError(409, 'Request_MultipleObjectsWithSameKeyValue', message);
}
