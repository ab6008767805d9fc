import type { FastifyInstance } from 'fastify';
import type { JsonObject, Tenant } from '../entra/tenant.ts';
import { type Collection, listReply, objectReply } from './collection.ts';
import { type GraphContext, versions } from './context.ts';
import { notFound } from './refusals.ts';

const readers = ['Organization.Read.All', 'Directory.Read.All', 'Directory.ReadWrite.All'] as const;

/**
 * `/organization`, which `User.Read.All` does not open.
 * Source: https://learn.microsoft.com/graph/api/organization-list
 */
export function registerOrganization(app: FastifyInstance, context: GraphContext): void {
  const { tenant, authorize, graphOrigin } = context;
  const collection: Collection = {
    name: 'organization',
    type: 'microsoft.graph.organization',
    properties: Object.keys(present(tenant)),
    graphOrigin,
  };
  for (const version of versions) {
    app.get(`${version}/organization`, (request) => {
      authorize(request, readers);
      return listReply(request, [present(tenant)], collection);
    });
    app.get<{ Params: { id: string } }>(`${version}/organization/:id`, (request) => {
      authorize(request, readers);
      if (request.params.id.toLowerCase() !== tenant.id) throw notFound(request.params.id);
      return objectReply(request, present(tenant), collection);
    });
  }
}

function present(tenant: Tenant): JsonObject {
  return {
    id: tenant.id,
    deletedDateTime: null,
    businessPhones: [],
    city: null,
    country: null,
    countryLetterCode: null,
    createdDateTime: '2016-01-04T09:00:00Z',
    displayName: tenant.displayName,
    onPremisesSyncEnabled: true,
    preferredLanguage: 'en',
    tenantType: 'AAD',
    verifiedDomains: [
      {
        capabilities: 'Email, OfficeCommunicationsOnline',
        isDefault: true,
        isInitial: true,
        name: tenant.domain,
        type: 'Managed',
      },
    ],
  };
}
