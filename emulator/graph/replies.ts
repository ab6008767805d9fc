import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type { Clock } from '../directory/clock.ts';
import { GraphError, graphErrorBody } from './errors.ts';
import { malformed } from './refusals.ts';

const graphJson = 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

/**
 * Gives the answers of a Fastify scope Graph's headers and error bodies, and reads JSON bodies as Graph does.
 * Source: https://learn.microsoft.com/graph/errors
 * and https://learn.microsoft.com/graph/best-practices-concept#reliability-and-support
 */
export function answerAsGraph(app: FastifyInstance, clock: Clock): void {
  app.addHook('onRequest', async (request, reply) => {
    const requestId = randomUUID();
    const sent = request.headers['client-request-id'];
    reply.headers({
      'cache-control': 'no-cache',
      'strict-transport-security': 'max-age=31536000',
      'request-id': requestId,
      'client-request-id': typeof sent === 'string' && /^[\x21-\x7e]{1,128}$/.test(sent) ? sent : requestId,
      date: new Date(clock.now()).toUTCString(),
    });
  });
  app.addHook('onSend', async (_request, reply, payload) => {
    if (String(reply.getHeader('content-type')).startsWith('application/json')) reply.header('content-type', graphJson);
    return payload;
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>('*', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? undefined : JSON.parse(body));
    } catch {
      done(unreadable());
    }
  });
  app.setErrorHandler((error: FastifyError | GraphError, _request, reply) =>
    sendError(toGraphError(error), reply, clock.now()),
  );
}

/** @param now milliseconds since the epoch */
function sendError(error: GraphError, reply: FastifyReply, now: number): FastifyReply {
  const [requestId, clientRequestId] = ['request-id', 'client-request-id'].map((name) => String(reply.getHeader(name)));
  return reply
    .code(error.status)
    .headers(error.headers)
    .type('application/json')
    .send(graphErrorBody(error, now, requestId, clientRequestId));
}

/** Whatever is no GraphError is either Fastify refusing the request or a defect of the emulator, which must show. */
function toGraphError(error: FastifyError | GraphError): GraphError {
  if (error instanceof GraphError) return error;
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return new GraphError(error.statusCode, 'BadRequest', error.message);
  }
  return new GraphError(500, 'InternalServerError', `The emulator failed: ${error.stack ?? error.message}`);
}

function unreadable(): GraphError {
  return malformed(
    'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
  );
}
