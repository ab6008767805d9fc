import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** An answer that is given instead of the real one. */
export interface GitHubFault {
  /** Matched against the path without the query. */
  path: RegExp;
  method?: string;
  status: number;
  /** How many requests get it; default 1. */
  times?: number;
  /** Text as it is, or an object as JSON. */
  body?: string | object;
  headers?: Record<string, string>;
  /** No answer at all: the connection is cut, or nothing is ever said. */
  instead?: 'cut' | 'silence';
}

export interface GitHubFaults {
  fail(fault: GitHubFault): void;
  /** Answers every request after so many milliseconds, until it is cleared. */
  delay(milliseconds: number): void;
  clear(): void;
}

/** One request that was answered. */
export interface GitHubRequest {
  method: string;
  path: string;
  query: string;
  status: number;
}

/** Adds faults and a log of requests to a server. The oldest matching fault that is not used up is given. */
export function addFaults(server: FastifyInstance): { faults: GitHubFaults; requests: GitHubRequest[] } {
  const pending: GitHubFault[] = [];
  const requests: GitHubRequest[] = [];
  let latency = 0;

  // After the body was read: an answer before its end would cut the connection of a client that is still sending.
  server.addHook('preHandler', async (request, reply) => {
    if (latency > 0) await delay(latency);
    const { pathname } = new URL(request.url, 'http://localhost');
    const fault = pending.find(
      ({ path, method, times = 1 }) =>
        times > 0 && path.test(pathname) && (method ?? request.method) === request.method,
    );
    if (fault === undefined) return;
    fault.times = (fault.times ?? 1) - 1;
    if (fault.instead !== undefined) {
      reply.hijack();
      if (fault.instead === 'cut') request.raw.socket.destroy();
      return reply;
    }
    const body = fault.body ?? { code: 'unavailable', msg: 'fault', message: 'fault' };
    if (typeof body === 'string') reply.type('text/html; charset=utf-8');
    return reply
      .code(fault.status)
      .headers(fault.headers ?? {})
      .send(body);
  });

  server.addHook('onResponse', async (request, reply) => {
    const { pathname, search } = new URL(request.url, 'http://localhost');
    requests.push({ method: request.method, path: pathname, query: search, status: reply.statusCode });
  });

  return {
    requests,
    faults: {
      fail: (fault) => void pending.push({ times: 1, ...fault }),
      delay(milliseconds) {
        latency = milliseconds;
      },
      clear() {
        pending.splice(0);
        latency = 0;
      },
    },
  };
}
