import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../directory/clock.ts';
import { EntraError, entraErrorBody } from './errors.ts';

/**
 * Gives the answers of a Fastify scope the headers and the error bodies of Entra's endpoints. The correlation id is the
 * client's `client-request-id` (header or query).
 */
export function answerAsEntra(app: FastifyInstance, clock: Clock): void {
  app.addHook('onRequest', async (request, reply) => {
    const sent = clientRequestId(request);
    reply.headers({
      'cache-control': 'no-store, no-cache',
      pragma: 'no-cache',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'x-ms-request-id': randomUUID(),
      date: new Date(clock.now()).toUTCString(),
    });
    const wanted = request.headers['return-client-request-id'] ?? query(request)['return-client-request-id'];
    if (sent !== undefined && wanted === 'true') reply.header('client-request-id', sent);
  });
  app.setErrorHandler((error: Error, request, reply) => {
    if (!(error instanceof EntraError)) throw error;
    return sendError(error, request, reply, clock.now());
  });
}

function sendError(error: EntraError, request: FastifyRequest, reply: FastifyReply, now: number): FastifyReply {
  const traceId = String(reply.getHeader('x-ms-request-id'));
  return reply.code(error.status).send(entraErrorBody(error, now, traceId, clientRequestId(request) ?? randomUUID()));
}

function clientRequestId(request: FastifyRequest): string | undefined {
  const sent = request.headers['client-request-id'] ?? query(request)['client-request-id'];
  return typeof sent === 'string' && /^[0-9a-f-]{36}$/i.test(sent) ? sent : undefined;
}

function query(request: FastifyRequest): Record<string, unknown> {
  return request.query as Record<string, unknown>;
}
