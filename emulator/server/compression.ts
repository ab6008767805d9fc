import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const compress = promisify(gzip);
const smallest = 1024;

/** Sends JSON bodies of 1 KiB and more as gzip to clients that accept it, at the fastest level. */
export function compressAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const body = typeof payload === 'string' ? Buffer.from(payload) : payload;
    const wanted = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    const json = String(reply.getHeader('content-type')).startsWith('application/json');
    if (!wanted || !json || !Buffer.isBuffer(body) || body.length < smallest || reply.hasHeader('content-encoding')) {
      return payload;
    }
    reply.headers({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
    reply.removeHeader('content-length');
    return compress(body, { level: constants.Z_BEST_SPEED });
  });
}
