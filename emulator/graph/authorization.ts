import type { FastifyInstance, FastifyRequest } from 'fastify';
import { errors, type JWTPayload } from 'jose';
import type { AccessTokens } from '../entra/access-tokens.ts';
import type { GraphCaller } from '../entra/caller.ts';
import { GraphError } from './errors.ts';
import { denied } from './refusals.ts';

/**
 * Says who calls, or refuses.
 *
 * @param anyOf application permissions of which the caller needs at least one
 * @throws GraphError 401 `InvalidAuthenticationToken`, 403 `Authorization_RequestDenied`
 */
export type Authorize = (request: FastifyRequest, anyOf: readonly string[]) => GraphCaller;

/**
 * Verifies the bearer token of every request of a Fastify scope. Graph answers 401 before it looks at path or body, so
 * this happens in `onRequest`.
 *
 * @param isAudience whether a token with this `aud` is meant for Graph
 */
export function createAuthorization(
  app: FastifyInstance,
  { tokens, isAudience }: { tokens: AccessTokens; isAudience: (audience: unknown) => boolean },
): Authorize {
  const callers = new WeakMap<FastifyRequest, GraphCaller>();
  app.addHook('onRequest', async (request) => {
    const caller = callerOf(await verifyBearer(request.headers.authorization, tokens, isAudience));
    callers.set(request, caller);
    request.callerAppId = caller.appId;
  });
  return (request, anyOf) => {
    const caller = callers.get(request);
    if (caller === undefined) throw unauthorized('Access token is empty.');
    if (anyOf.some((role) => caller.roles.includes(role))) return caller;
    throw denied();
  };
}

async function verifyBearer(
  authorization: string | undefined,
  tokens: AccessTokens,
  isAudience: (audience: unknown) => boolean,
): Promise<JWTPayload> {
  const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw unauthorized('Access token is empty.');
  if (token.split('.').length !== 3) throw unauthorized('IDX14100: JWT is not well formed, there are no dots (.).');
  const claims = await tokens.verify(token).catch((error: unknown) => {
    throw unauthorized(explain(error));
  });
  if (!isAudience(claims.aud)) throw unauthorized('Access token validation failure. Invalid audience.');
  return claims;
}

function explain(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'Lifetime validation failed, the token is expired.';
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'nbf') {
    return 'Lifetime validation failed, the token is not yet valid.';
  }
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'iss') {
    return 'Access token validation failure. Invalid issuer.';
  }
  return 'Access token validation failure. Invalid signature.';
}

function unauthorized(message: string): GraphError {
  return new GraphError(401, 'InvalidAuthenticationToken', message, {
    'www-authenticate':
      'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"',
  });
}

function callerOf(claims: JWTPayload): GraphCaller {
  return {
    tenantId: String(claims.tid),
    appId: String(claims.appid),
    servicePrincipalId: String(claims.oid),
    roles: Array.isArray(claims.roles) ? claims.roles.map(String) : [],
  };
}
