import type { FastifyInstance } from 'fastify';
import { listReply, objectReply } from '../collection.ts';
import { type GraphContext, versions } from '../context.ts';
import { find } from '../find.ts';
import { applicationReaders } from './access.ts';
import { applicationCollection } from './applications.ts';
import { presentApplication } from './properties.ts';

type ById = { Params: { id: string } };

/**
 * Deleted applications and users: read one, delete it for good, bring a user back; the list of applications. Users are
 * listed by the room of users.
 * Source: https://learn.microsoft.com/graph/api/directory-deleteditems-get and
 * https://learn.microsoft.com/graph/api/directory-deleteditems-list
 */
export function registerDeletedItems(app: FastifyInstance, context: GraphContext): void {
  const collection = { ...applicationCollection(context), name: 'directoryObjects' };
  const { deletedUsers } = context;
  for (const version of versions) {
    app.get(`${version}/directory/deletedItems/microsoft.graph.application`, (request) => {
      context.authorize(request, applicationReaders);
      const items = context.tenant.deletedApplications.values().map((application) => presentApplication(application));
      return listReply(request, items.toArray(), applicationCollection(context));
    });
    app.get<ById>(`${version}/directory/deletedItems/:id`, (request, reply) => {
      if (deletedUsers.has(request.params.id)) return deletedUsers.send(request, reply, version, request.params.id);
      context.authorize(request, applicationReaders);
      const application = find(request.params.id, context.tenant.deletedApplications);
      const answer = objectReply(request, presentApplication(application), collection);
      return { '@odata.type': '#microsoft.graph.application', ...answer };
    });
    app.post<ById>(`${version}/directory/deletedItems/:id/restore`, (request, reply) =>
      deletedUsers.restore(request, reply, version, request.params.id),
    );
    app.delete<ById>(`${version}/directory/deletedItems/:id`, (request, reply) => {
      if (deletedUsers.has(request.params.id)) return deletedUsers.purge(request, reply, request.params.id);
      context.authorize(request, ['Application.ReadWrite.All']);
      const application = find(request.params.id, context.tenant.deletedApplications);
      context.tenant.deletedApplications.delete(application.id);
      return reply.code(204).send();
    });
  }
}
