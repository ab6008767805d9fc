import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ClaimsMatchingExpression, isClaimsExpression } from '../../entra/claims-expression.ts';
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
/** Known to beta alone. Source: https://learn.microsoft.com/graph/api/resources/federatedidentitycredential */
const expressionProperty = 'claimsMatchingExpression';
const mostCredentials = 20;

/**
 * Trust in tokens of other issuers, by application.
 * Source: https://learn.microsoft.com/graph/api/resources/federatedidentitycredential
 */
export function registerFederatedCredentials(app: FastifyInstance, context: GraphContext): void {
  for (const version of versions) {
    const isBeta = version === '/beta';
    const collection: Collection = {
      name: 'federatedIdentityCredentials',
      type: 'microsoft.graph.federatedIdentityCredential',
      properties: isBeta ? [...credentialProperties, expressionProperty] : credentialProperties,
      graphOrigin: context.graphOrigin,
    };
    const present = ({ claimsMatchingExpression, ...credential }: FederatedIdentityCredential): JsonObject =>
      isBeta ? { ...credential, claimsMatchingExpression } : credential;
    const bodyOf = (request: FastifyRequest) => {
      const body = requireObject(request.body);
      if (!isBeta && expressionProperty in body) throw badRequest(`Invalid property '${expressionProperty}'.`);
      return body;
    };
    const path = `${version}/applications/:id/federatedIdentityCredentials`;
    const create = (body: JsonObject, application: Application, request: FastifyRequest, reply: FastifyReply) => {
      const credential = createCredential(body, application, context.identifiers.guid());
      application.federatedIdentityCredentials.push(credential);
      return reply.code(201).send(objectReply(request, present(credential), collection));
    };
    app.get<ById>(path, (request) => {
      const { federatedIdentityCredentials } = readApplication(request, request.params.id, context);
      return listReply(request, federatedIdentityCredentials.map(present), collection);
    });
    app.post<ById>(path, (request, reply) => {
      const application = manageApplication(request, request.params.id, context);
      return create(bodyOf(request), application, request, reply);
    });
    app.get<ByCredential>(`${path}/:credential`, (request) => {
      const application = readApplication(request, request.params.id, context);
      return objectReply(request, present(findCredential(application, request.params.credential)), collection);
    });
    app.patch<ByCredential>(`${path}/:credential`, (request, reply) => {
      const application = manageApplication(request, request.params.id, context);
      const body = bodyOf(request);
      const name = missingName(request, application);
      if (name !== undefined) return create({ ...body, name }, application, request, reply);
      const credential = findCredential(application, request.params.credential);
      Object.assign(credential, changed(credential, body, application));
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

/**
 * The name in `(name='...')` when the request is an upsert and no credential has it.
 * Source: https://learn.microsoft.com/graph/api/federatedidentitycredential-upsert
 */
function missingName(request: FastifyRequest<ByCredential>, application: Application): string | undefined {
  const name = nameKey.exec(request.params.credential)?.[1];
  const wanted = String(request.headers.prefer ?? '').split(',');
  if (name === undefined || !wanted.some((preference) => preference.trim().toLowerCase() === 'create-if-missing')) {
    return undefined;
  }
  return application.federatedIdentityCredentials.some((other) => other.name === name) ? undefined : name;
}

/** The key segment `name=...`, which stands for `(name='...')` once the server has rewritten the path. */
const nameKey = /^name=(.+)$/i;

/** By id or by name. */
function findCredential({ federatedIdentityCredentials }: Application, key: string): FederatedIdentityCredential {
  const wanted = nameKey.exec(key)?.[1] ?? key;
  const found = federatedIdentityCredentials.find(({ id, name }) => id === wanted.toLowerCase() || name === wanted);
  if (found === undefined) throw notFound(wanted);
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
  const blank = {
    id,
    name,
    issuer: '',
    subject: null,
    audiences: [],
    description: null,
    claimsMatchingExpression: null,
  };
  requireText(body, 'issuer');
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
    ...('subject' in body ? { subject: body.subject === null ? null : requireText(body, 'subject') } : {}),
    ...(expressionProperty in body ? { claimsMatchingExpression: readExpression(body[expressionProperty]) } : {}),
    ...('audiences' in body ? { audiences: requireAudiences(body.audiences) } : {}),
    ...('description' in body ? { description: typeof body.description === 'string' ? body.description : null } : {}),
  };
  const expression = next.claimsMatchingExpression;
  // Either of both is there, never both.
  if ((next.subject === null) === (expression === null))
    throw invalid(expression === null ? 'subject' : expressionProperty);
  if (expression !== null && !isClaimsExpression(expression, next.issuer)) throw invalid(expressionProperty);
  const twin = application.federatedIdentityCredentials.find(
    (other) =>
      other.id !== next.id &&
      other.issuer === next.issuer &&
      other.subject === next.subject &&
      other.claimsMatchingExpression?.value === expression?.value,
  );
  if (twin !== undefined) {
    throw conflict('FederatedIdentityCredential with this combination of issuer and subject already exists.');
  }
  return next;
}

function readExpression(given: unknown): ClaimsMatchingExpression | null {
  if (given === null) return null;
  const { value, languageVersion } = (given ?? {}) as Partial<ClaimsMatchingExpression>;
  if (typeof value !== 'string' || typeof languageVersion !== 'number') throw invalid(expressionProperty);
  return { value, languageVersion };
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
