import type { FastifyInstance } from 'fastify';
import { objectReply } from '../collection.ts';
import { type GraphContext, versions } from '../context.ts';
import { find } from '../find.ts';
import { applicationReaders } from './access.ts';
import { applicationCollection } from './applications.ts';
import { presentApplication } from './properties.ts';

type ById = { Params: { id: string } };

/**
 * Deleted applications: read one, or delete it for good.
 * Source: https://learn.microsoft.com/graph/api/directory-deleteditems-get
 */
export function registerDeletedItems(app: FastifyInstance, context: GraphContext): void {
  const collection = { ...applicationCollection(context), name: 'directoryObjects' };
  for (const version of versions) {
    app.get<ById>(`${version}/directory/deletedItems/:id`, (request) => {
      context.authorize(request, applicationReaders);
      const application = find(request.params.id, context.tenant.deletedApplications);
      const answer = objectReply(request, presentApplication(application), collection);
      return { '@odata.type': '#microsoft.graph.application', ...answer };
    });
    app.delete<ById>(`${version}/directory/deletedItems/:id`, (request, reply) => {
      context.authorize(request, ['Application.ReadWrite.All']);
      const application = find(request.params.id, context.tenant.deletedApplications);
      context.tenant.deletedApplications.delete(application.id);
      return reply.code(204).send();
    });
  }
}
