import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '../directory/clock.ts';
import type { AccessTokens } from './access-tokens.ts';
import { grantClientCredentials, required, type TokenRequest } from './client-credentials.ts';
import { entraError } from './errors.ts';
import type { IssuerKeys } from './issuer-keys.ts';
import type { OwnOrigins } from './own-origins.ts';
import type { Replication } from './replication.ts';
import { azureAdGraphAppId, withoutSlash } from './resources.ts';
import { resourceOf } from './scopes.ts';
import type { Settings } from './settings.ts';
import type { Tenant } from './tenant.ts';
import { requireTenant } from './tenant-name.ts';

export interface TokenEndpointContext {
  tenant: Tenant;
  clock: Clock;
  tokens: AccessTokens;
  replication: Replication;
  issuerKeys: IssuerKeys;
  origins: OwnOrigins;
  settings: Settings;
}

/**
 * `POST /{tenant}/oauth2/v2.0/token`, and the older `/{tenant}/oauth2/token`: form-encoded, client credentials only. A
 * body in another format counts as one without parameters, as it does at Entra.
 * Source: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 */
export function registerTokenEndpoint(app: FastifyInstance, context: TokenEndpointContext): void {
  app.removeAllContentTypeParsers();
  app.register(formbody);
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, _body, done) => done(null, {}));
  const serve = (path: string, audienceOf: (form: TokenRequest) => string, answer: typeof answerV1) => {
    app.route({
      method: ['GET', 'PUT', 'PATCH', 'DELETE'],
      url: path,
      handler({ method }) {
        throw entraError(900561, `The endpoint only accepts POST requests. Received a ${method} request.`);
      },
    });
    app.post<{ Params: { tenant: string } }>(path, async (request) => {
      requireTenant(request.params.tenant, context.tenant);
      const form = readForm(request);
      request.callerAppId = form.client_id;
      requireGrantType(form);
      const grant = { now: context.clock.now(), lifetime: context.settings.tokenLifetime };
      const ownOrigins = context.origins.all();
      const accessToken = await grantClientCredentials(form, audienceOf, { ...context, ...grant, ownOrigins });
      return answer({ ...grant, accessToken, resource: audienceOf(form) });
    });
  };
  serve('/:tenant/oauth2/v2.0/token', resourceOfScope, answerV2);
  serve('/:tenant/oauth2/token', (form) => form.resource || azureAdGraphAppId, answerV1);
}

/**
 * A `resource` beside the scope must be the scope's own.
 * Source: https://github.com/punkpeye/mcp-remote/issues/217
 *
 * @throws EntraError 9010010 when it is another; 900144, 70011, 1002012 for the scope
 */
function resourceOfScope(form: TokenRequest): string {
  const resource = resourceOf(required(form, 'scope'));
  if (!form.resource || withoutSlash(form.resource) === withoutSlash(resource)) return resource;
  throw entraError(9010010, "The resource parameter provided in the request doesn't match with the requested scopes.");
}

interface Grant {
  accessToken: string;
  /** As it was asked for. */
  resource: string;
  /** milliseconds since the epoch */
  now: number;
  /** seconds */
  lifetime: number;
}

function answerV2({ accessToken, lifetime }: Grant): object {
  return { token_type: 'Bearer', expires_in: lifetime, ext_expires_in: lifetime, access_token: accessToken };
}

/**
 * Every number is a string there.
 * Source: https://learn.microsoft.com/previous-versions/azure/active-directory/azuread-dev/v1-oauth2-client-creds-grant-flow
 */
function answerV1({ accessToken, resource, now, lifetime }: Grant): object {
  const seconds = Math.floor(now / 1000);
  return {
    token_type: 'Bearer',
    expires_in: String(lifetime),
    ext_expires_in: String(lifetime),
    expires_on: String(seconds + lifetime),
    not_before: String(seconds),
    resource,
    access_token: accessToken,
  };
}

/** @throws EntraError 9000411 for a parameter that was sent twice */
function readForm(request: FastifyRequest): TokenRequest {
  const form: Record<string, string | undefined> = { ...basicCredentials(request.headers.authorization) };
  for (const [name, value] of Object.entries((request.body ?? {}) as Record<string, string | string[]>)) {
    if (Array.isArray(value)) {
      throw entraError(9000411, `The request is not properly formatted. The parameter '${name}' is duplicated.`);
    }
    form[name] = value;
  }
  return form;
}

/** The method `client_secret_basic`: both parts are form-encoded (RFC 6749, section 2.3.1). */
function basicCredentials(authorization: string | undefined): TokenRequest {
  const encoded = /^Basic ([\w+/=-]+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return {};
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString().split(/:(.*)/s);
  const [clientId, clientSecret] = [id, secret].map((part) => new URLSearchParams(`v=${part}`).get('v') ?? '');
  return { client_id: clientId, client_secret: clientSecret };
}

function requireGrantType(form: TokenRequest): void {
  if (!form.grant_type) {
    throw entraError(900144, "The request body must contain the following parameter: 'grant_type'.");
  }
  if (form.grant_type !== 'client_credentials') {
    throw entraError(70003, `The app requested an unsupported grant type '${form.grant_type}'.`);
  }
}
