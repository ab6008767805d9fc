import type { FastifyInstance } from 'fastify';
import { versions } from './context.ts';
import { GraphError } from './errors.ts';
import { malformed } from './refusals.ts';

const roots = ['applications', 'directory', 'organization', 'servicePrincipals', 'users'];

/** Answers as Graph does whatever path or method of it the emulator does not know. */
export function registerUnknownPaths(app: FastifyInstance): void {
  for (const version of versions) {
    app.all<{ Params: { '*': string } }>(`${version}/*`, (request) => {
      const segments = request.params['*'].split('/').filter((segment) => segment !== '');
      const known = roots.some((root) => root.toLowerCase() === segments[0]?.toLowerCase());
      if (known && segments.length <= 2 && request.method !== 'GET') {
        throw new GraphError(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.');
      }
      const segment = known ? segments.at(-1) : segments[0];
      throw malformed(`Resource not found for the segment '${segment ?? ''}'.`);
    });
  }
}
