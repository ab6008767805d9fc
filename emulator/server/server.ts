import type { IncomingMessage } from 'node:http';
import type https from 'node:https';
import fastify, { type FastifyHttpsOptions, type FastifyInstance } from 'fastify';
import type { Identifiers } from '../directory/identifiers.ts';
import { createAccessTokens } from '../entra/access-tokens.ts';
import { registerDiscovery } from '../entra/discovery.ts';
import { createIssuerKeys, type Fetch } from '../entra/issuer-keys.ts';
import { microsoftGraphAppId, microsoftGraphResources } from '../entra/microsoft-graph.ts';
import { answerAsEntra } from '../entra/replies.ts';
import { registerResourceManager } from '../entra/resource-manager.ts';
import type { Tenant } from '../entra/tenant.ts';
import { registerTokenEndpoint } from '../entra/token-endpoint.ts';
import { registerAppRoleAssignments } from '../graph/applications/app-role-assignments.ts';
import { registerApplications } from '../graph/applications/applications.ts';
import { registerDeletedItems } from '../graph/applications/deleted-items.ts';
import { registerFederatedCredentials } from '../graph/applications/federated-credentials.ts';
import { registerOwners } from '../graph/applications/owners.ts';
import { registerPasswordCredentials } from '../graph/applications/password-credentials.ts';
import { registerServicePrincipals } from '../graph/applications/service-principals.ts';
import { createAuthorization } from '../graph/authorization.ts';
import type { GraphContext } from '../graph/context.ts';
import { registerOrganization } from '../graph/organization.ts';
import { answerAsGraph } from '../graph/replies.ts';
import { registerUnknownPaths } from '../graph/unknown-paths.ts';
import { registerUsers } from '../graph/users/users.ts';
import { type AdminContext, registerAdmin } from './admin.ts';
import { compressAnswers } from './compression.ts';
import { odataKeysToSegments, plainGraphPath } from './odata-path.ts';
import { createOrigins, type Origins } from './origins.ts';
import { createRequestLog, type LoggedRequest } from './request-log.ts';
import type { ServerIdentity } from './tls.ts';

export interface ServerContext extends Omit<AdminContext, 'origins' | 'requests'> {
  tenant: Tenant;
  identifiers: Identifiers;
  /** Reaches the issuers of federated tokens. */
  fetch: Fetch;
  compress: boolean;
  /** See EmulatorOptions. */
  premium: boolean | undefined;
  b2c: boolean | undefined;
  countMark: boolean | undefined;
  refuseEqNull: boolean | undefined;
  notLeavesOutNull: boolean | undefined;
  signInPageCap: number | undefined;
  /** Serves https when given. */
  tls: ServerIdentity | undefined;
}

export interface Server {
  app: FastifyInstance;
  origins: Origins;
  requests: LoggedRequest[];
}

/** The emulator's web server: Entra's endpoints, Microsoft Graph and the administration, not yet listening. */
export function createServer(context: ServerContext): Server {
  const app = createApp(context);
  const origins = createOrigins(app);
  const requests = createRequestLog(app, context.clock);
  app.addHook('preHandler', context.faults.beforeHandler);
  if (context.compress) compressAnswers(app);

  const tokens = createAccessTokens(context);
  const issuerKeys = createIssuerKeys(context.fetch);
  app.register(async (scope) => {
    answerAsEntra(scope, context.clock);
    registerDiscovery(scope, { ...context, tokens, origins });
    registerTokenEndpoint(scope, { ...context, tokens, issuerKeys, origins });
  });
  app.register(async (scope) => {
    answerAsGraph(scope, context.clock);
    const authorize = createAuthorization(scope, { tokens, isAudience: graphAudience(origins) });
    const deletedUsers = registerUsers(scope, { ...context, authorize, graphOrigin: origins.current });
    registerDirectoryObjects(scope, {
      ...context,
      authorize,
      graphOrigin: origins.current,
      hasUser: (id) => context.directory.find(id) !== undefined,
      deletedUsers,
    });
    registerUnknownPaths(scope);
  });
  app.register(async (scope) => registerResourceManager(scope, { ...context, tokens, origins }));
  app.register(async (scope) => registerAdmin(scope, { ...context, origins, requests }), { prefix: '/_emulator' });
  return { app, origins, requests };
}

function createApp({ tls, tenant }: Pick<ServerContext, 'tls' | 'tenant'>): FastifyInstance {
  const options = {
    bodyLimit: 4 * 1024 * 1024,
    forceCloseConnections: true,
    rewriteUrl: (request: IncomingMessage) => odataKeysToSegments(plainGraphPath(request.url ?? '/', tenant)),
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, maxParamLength: 2048 },
  };
  if (tls === undefined) return fastify(options);
  const secure: FastifyHttpsOptions<https.Server> = { ...options, https: { key: tls.key, cert: tls.certificate } };
  return fastify(secure) as unknown as FastifyInstance;
}

function registerDirectoryObjects(scope: FastifyInstance, context: GraphContext): void {
  registerApplications(scope, context);
  registerPasswordCredentials(scope, context);
  registerFederatedCredentials(scope, context);
  registerServicePrincipals(scope, context);
  registerOwners(scope, context);
  registerAppRoleAssignments(scope, context);
  registerOrganization(scope, context);
  registerDeletedItems(scope, context);
}

/** Graph accepts tokens for any of its names, with or without a trailing slash. */
function graphAudience(origins: Origins): (audience: unknown) => boolean {
  return (audience) => {
    const name = String(audience).replace(/\/$/, '');
    return [microsoftGraphAppId, ...microsoftGraphResources, ...origins.all()].includes(name);
  };
}
