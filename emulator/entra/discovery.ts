import type { FastifyInstance } from 'fastify';
import type { AccessTokens } from './access-tokens.ts';
import { EntraError, entraError } from './errors.ts';
import { loginHostsOf } from './login-hosts.ts';
import type { OwnOrigins } from './own-origins.ts';
import type { Tenant } from './tenant.ts';
import { requireTenantOrCommon } from './tenant-name.ts';

/**
 * What clients ask before they sign in: OpenID metadata, signing keys, MSAL's instance discovery and the cloud metadata
 * that Azure tools read.
 * Source: https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc
 */
export function registerDiscovery(
  app: FastifyInstance,
  { tenant, tokens, origins }: { tenant: Tenant; tokens: AccessTokens; origins: OwnOrigins },
): void {
  app.get<{ Params: { tenant: string } }>('/:tenant/v2.0/.well-known/openid-configuration', (request) =>
    openIdConfiguration(discoverableTenant(request.params.tenant, tenant), origins.current()),
  );
  app.get<{ Params: { tenant: string } }>('/:tenant/.well-known/openid-configuration', (request) =>
    olderConfiguration(discoverableTenant(request.params.tenant, tenant), origins.current()),
  );
  for (const path of ['/:tenant/discovery/v2.0/keys', '/:tenant/discovery/keys']) {
    app.get<{ Params: { tenant: string } }>(path, async (request) => {
      discoverableTenant(request.params.tenant, tenant);
      return tokens.keys();
    });
  }
  app.get<{ Querystring: { authorization_endpoint?: string } }>('/common/discovery/instance', (request) =>
    instanceMetadata(request.query.authorization_endpoint, origins),
  );
  app.get<{ Querystring: { 'api-version'?: string } }>('/metadata/endpoints', (request) => {
    const metadata = cloudMetadata(origins.current());
    return (request.query['api-version'] ?? oneCloudSince) < oneCloudSince ? [metadata] : metadata;
  });
}

/** @returns the segment that the endpoints of the metadata carry: the tenant's GUID, or `common` and its like */
function discoverableTenant(name: string, tenant: Tenant): string {
  try {
    requireTenantOrCommon(name, tenant);
  } catch (error) {
    if (error instanceof EntraError) throw new EntraError(error.number, error.status, 'invalid_tenant', error.message);
    throw error;
  }
  return name.toLowerCase() === tenant.domain ? tenant.id : name.toLowerCase();
}

function openIdConfiguration(segment: string, origin: string): object {
  const base = `${origin}/${segment}`;
  const { host } = new URL(origin);
  const cloud = loginHostsOf(host);
  return {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: `${origin}/${issuingTenant(segment)}/v2.0`,
    request_uri_parameter_supported: false,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'tid', 'ver'],
    tenant_region_scope: null,
    cloud_instance_name: cloud?.preferredNetwork.replace(/^login\./, '') ?? host,
    msgraph_host: cloud?.graph ?? host,
  };
}

/**
 * What validators of tokens of version 1.0 read: here stand their issuer and their keys.
 * Source: https://learn.microsoft.com/entra/identity-platform/access-tokens#validate-tokens
 */
function olderConfiguration(segment: string, origin: string): object {
  const base = `${origin}/${segment}`;
  return {
    ...openIdConfiguration(segment, origin),
    token_endpoint: `${base}/oauth2/token`,
    jwks_uri: `${base}/discovery/keys`,
    issuer: `https://sts.windows.net/${issuingTenant(segment)}/`,
    authorization_endpoint: `${base}/oauth2/authorize`,
    device_authorization_endpoint: `${base}/oauth2/devicecode`,
    end_session_endpoint: `${base}/oauth2/logout`,
  };
}

/** Which tenant issues is open where the endpoints are everybody's. */
function issuingTenant(segment: string): string {
  return ['common', 'organizations', 'consumers'].includes(segment) ? '{tenantid}' : segment;
}

function instanceMetadata(authorizationEndpoint: string | undefined, origins: OwnOrigins): object {
  if (!authorizationEndpoint) {
    throw entraError(900144, "The request must contain the following parameter: 'authorization_endpoint'.");
  }
  const endpoint = URL.canParse(authorizationEndpoint) ? new URL(authorizationEndpoint) : undefined;
  const cloud = loginHostsOf(endpoint?.host ?? '');
  const own = origins.all().some((origin) => new URL(origin).host === endpoint?.host);
  if (endpoint === undefined || !(own || cloud)) throw entraError(50049, 'Unknown or invalid instance.');
  const segment = endpoint.pathname.split('/')[1] || 'common';
  return {
    tenant_discovery_endpoint: `${endpoint.origin}/${segment}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [
      {
        preferred_network: cloud?.preferredNetwork ?? endpoint.host,
        preferred_cache: cloud?.preferredCache ?? endpoint.host,
        aliases: cloud?.aliases ?? [endpoint.host],
      },
    ],
  };
}

/** Until this api-version the clouds came as a list, which the Azure CLI reads (ARM_CLOUD_METADATA_URL). */
const oneCloudSince = '2022-09-01';

function cloudMetadata(origin: string): object {
  return {
    name: 'Emulated',
    resourceManager: origin,
    microsoftGraphResourceId: origin,
    portal: origin,
    authentication: { loginEndpoint: origin, audiences: [origin], tenant: 'common', identityProvider: 'AAD' },
    suffixes: {},
  };
}
