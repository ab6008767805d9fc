import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '../directory/clock.ts';

/** One request as the emulator saw it, without secrets. */
export interface LoggedRequest {
  method: string;
  path: string;
  /** The raw query string, without the question mark. */
  query: string;
  /** Undefined until the answer is complete, and for good when the connection broke before. */
  status: number | undefined;
  headers: {
    /** Whether there was an authorization header. */
    authorization: boolean;
    clientRequestId: string | undefined;
    consistencyLevel: string | undefined;
    userAgent: string | undefined;
  };
  appId: string | undefined;
  /** What Graph charged for it, in resource units; 0 for what is not charged. */
  resourceUnits: number;
  /** When it came: milliseconds since the epoch by the emulator's clock. */
  at: number;
}

const mostRequests = 10_000;

/** Logs every request but those to `/_emulator` into the returned array, which keeps the newest 10,000. */
export function createRequestLog(app: FastifyInstance, clock: Clock): LoggedRequest[] {
  const requests: LoggedRequest[] = [];
  const entries = new WeakMap<FastifyRequest, LoggedRequest>();
  app.decorateRequest('callerAppId', undefined);
  app.addHook('onRequest', (request, _reply, done) => {
    if (!request.originalUrl.startsWith('/_emulator')) {
      const entry = describe(request, clock.now());
      entries.set(request, entry);
      if (requests.push(entry) > mostRequests) requests.shift();
    }
    done();
  });
  app.addHook('preHandler', (request, _reply, done) => {
    const entry = entries.get(request);
    if (entry !== undefined) entry.appId = request.callerAppId;
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const entry = entries.get(request);
    if (entry !== undefined) {
      entry.appId = request.callerAppId;
      entry.resourceUnits = Number(reply.getHeader('x-ms-resource-unit') ?? 0);
      if (reply.raw.writableFinished) entry.status = reply.statusCode;
    }
    done();
  });
  return requests;
}

function describe(request: FastifyRequest, at: number): LoggedRequest {
  const [path = '', query = ''] = request.originalUrl.split(/\?(.*)/s);
  const header = (name: string) => request.headers[name]?.toString();
  return {
    method: request.method,
    path,
    query,
    status: undefined,
    headers: {
      authorization: request.headers.authorization !== undefined,
      clientRequestId: header('client-request-id'),
      consistencyLevel: header('consistencylevel'),
      userAgent: header('user-agent'),
    },
    appId: undefined,
    resourceUnits: 0,
    at,
  };
}
