import type { FastifyReply } from 'fastify';
import { graphErrorBody } from '../graph/errors.ts';
import type { FaultOf } from './kinds.ts';

const page =
  '<!DOCTYPE html><html><head><title>Service unavailable</title></head><body><h2>Our services aren’t available right now</h2></body></html>';

/** @param now milliseconds since the epoch */
export function sendThrottle(fault: FaultOf<'throttle'>, reply: FastifyReply, now: number): FastifyReply {
  const retryAfter = retryAfterOf(fault, now);
  reply.code(fault.status ?? 429);
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
  switch (fault.body ?? 'TooManyRequests') {
    case 'html':
      return sendHtml(reply);
    case 'empty':
      return reply.send('');
    case 'UnknownError':
      return sendGraphError(reply, 'UnknownError', '', now);
    case 'accessDenied': {
      const body = graphErrorBody({ code: 'accessDenied', message: 'The request has been throttled.' }, now) as {
        error: { innerError: object };
      };
      body.error.innerError = { ...body.error.innerError, code: 'throttledRequest' };
      return reply.type('application/json').send(body);
    }
    default:
      return fault.status === 503
        ? sendGraphError(reply, 'serviceNotAvailable', 'The service is temporarily unavailable.', now)
        : sendGraphError(reply, 'TooManyRequests', 'Too many requests. Please try again later.', now);
  }
}

/** @param now milliseconds since the epoch */
export function sendStatus(fault: FaultOf<'status'>, reply: FastifyReply, now: number): FastifyReply {
  reply.code(fault.status);
  switch (fault.body ?? 'graph') {
    case 'html':
      return sendHtml(reply);
    case 'text':
      return reply.type('text/plain; charset=utf-8').send('upstream connect error or disconnect/reset before headers');
    case 'empty':
      return reply.send('');
    default: {
      const [code, message] = statusMessages[fault.status] ?? ['generalException', 'An error occurred.'];
      return sendGraphError(reply, code, message, now);
    }
  }
}

export function sendHtml(reply: FastifyReply): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}

/** @param now milliseconds since the epoch */
export function sendUnauthorized(reply: FastifyReply, now: number): FastifyReply {
  reply.code(401).header('www-authenticate', 'Bearer realm="", client_id="00000003-0000-0000-c000-000000000000"');
  return sendGraphError(reply, 'InvalidAuthenticationToken', 'Lifetime validation failed, the token is expired.', now);
}

const statusMessages: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ['BadRequest', 'Bad request.'],
  401: ['InvalidAuthenticationToken', 'Access token is empty.'],
  403: ['Authorization_RequestDenied', 'Insufficient privileges to complete the operation.'],
  404: ['Request_ResourceNotFound', 'Resource not found.'],
  500: ['InternalServerError', 'An internal server error occurred.'],
  502: ['BadGateway', 'Bad gateway.'],
  503: ['serviceNotAvailable', 'The service is temporarily unavailable.'],
  504: ['GatewayTimeout', 'The gateway timed out.'],
};

function sendGraphError(reply: FastifyReply, code: string, message: string, now: number): FastifyReply {
  const [requestId, clientRequestId] = ['request-id', 'client-request-id'].map((name) => reply.getHeader(name));
  const ids = [requestId, clientRequestId].filter((id): id is string => typeof id === 'string');
  return reply.type('application/json').send(graphErrorBody({ code, message }, now, ...ids));
}

function retryAfterOf(fault: FaultOf<'throttle'>, now: number): string | undefined {
  const seconds = fault.seconds ?? 1;
  switch (fault.retryAfter ?? 'seconds') {
    case 'seconds':
      return String(seconds);
    case 'date':
      return new Date(Math.ceil(now / 1000 + seconds) * 1000).toUTCString();
    case 'absent':
      return undefined;
    case 'nonsense':
      return 'soon';
    default:
      return String(fault.retryAfter);
  }
}
