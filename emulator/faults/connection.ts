import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';

/** The headers promise the whole body; half of it comes, then the connection ends. */
export function cutBody(reply: FastifyReply): void {
  onEnd(reply.raw, (body, raw) => {
    raw.write(body.subarray(0, Math.floor(body.length / 2)), () => raw.destroy());
  });
}

/** The whole answer is ready when it is, and comes later: how long it took to make does not add to the wait. */
export function holdAnswer(reply: FastifyReply, milliseconds: number): void {
  const due = performance.now() + milliseconds;
  onEnd(reply.raw, (body, raw) => {
    setTimeout(() => raw.end(body), Math.max(0, due - performance.now()));
  });
}

/** The body comes in pieces with a pause before each. */
export function slowBody(reply: FastifyReply, milliseconds: number, chunks: number): void {
  onEnd(reply.raw, (body, raw) => {
    const size = Math.max(1, Math.ceil(body.length / chunks));
    const next = (from: number): void => {
      if (raw.destroyed) return;
      if (from >= body.length) {
        raw.end();
        return;
      }
      setTimeout(() => raw.write(body.subarray(from, from + size), () => next(from + size)), milliseconds);
    };
    next(0);
  });
}

/** The answer is whole by its headers, but its JSON stops in the middle. */
export function cutJson(reply: FastifyReply): void {
  const send = reply.send.bind(reply);
  reply.send = ((payload: unknown) => {
    reply.send = send;
    if (payload instanceof Error || payload === undefined) return send(payload);
    if (Buffer.isBuffer(payload)) return send(payload.subarray(0, Math.floor(payload.length / 2)));
    const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
    if (typeof payload !== 'string') reply.type('application/json');
    return send(text.slice(0, Math.floor(text.length / 2)));
  }) as FastifyReply['send'];
}

/** Fastify writes a body that is text or bytes in one call of `end`. */
function onEnd(raw: ServerResponse, act: (body: Buffer, raw: ServerResponse) => void): void {
  const end = raw.end.bind(raw);
  raw.end = ((payload?: unknown) => {
    raw.end = end as ServerResponse['end'];
    act(Buffer.isBuffer(payload) ? payload : Buffer.from(typeof payload === 'string' ? payload : ''), raw);
    return raw;
  }) as ServerResponse['end'];
}
