import type { FastifyInstance } from 'fastify';
import type { AccessTokens } from './access-tokens.ts';
import type { OwnOrigins } from './own-origins.ts';
import { isResourceManager } from './resources.ts';
import type { Tenant } from './tenant.ts';

/**
 * What Azure's tools ask Azure Resource Manager after sign-in: a tenant that has no subscription.
 * Source: https://learn.microsoft.com/rest/api/resources/subscriptions/list and /tenants/list
 */
export function registerResourceManager(
  app: FastifyInstance,
  { tenant, tokens, origins }: { tenant: Tenant; tokens: AccessTokens; origins: OwnOrigins },
): void {
  app.addHook('onRequest', async (request, reply) => {
    const token = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const claims = token === undefined ? undefined : await tokens.verify(token).catch(() => undefined);
    if (claims === undefined) {
      const [code, message] =
        token === undefined
          ? ['AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing."]
          : ['InvalidAuthenticationToken', 'The access token is invalid.'];
      return reply.code(401).send({ error: { code, message } });
    }
    const audience = String(claims.aud);
    if (isResourceManager(audience) || origins.all().includes(audience.replace(/\/$/, ''))) return;
    const message = `The access token has been obtained for wrong audience or resource '${audience}'.`;
    return reply.code(401).send({ error: { code: 'InvalidAuthenticationTokenAudience', message } });
  });
  app.get('/subscriptions', () => ({ value: [], count: { type: 'Total', value: 0 } }));
  app.get('/tenants', () => ({ value: [{ id: `/tenants/${tenant.id}`, tenantId: tenant.id }] }));
}
