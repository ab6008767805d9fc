import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { Failure } from '../base/failure.ts';
import { acceptedEncoding } from './body-chunks.ts';

/** What is sent. */
export interface Sent {
  method: 'GET' | 'POST' | 'PUT';
  url: string;
  headers?: Record<string, string>;
  /** Text; or pieces of which the headers tell the length: each is asked for when the one before has left. */
  body?: string | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

/** A request, and later its answer, while they are under way. */
export interface Exchange {
  stop(error: Error): void;
  /** Called when a piece of the request has left. */
  moved?(): void;
  /** Called when all of it has. */
  sent?(): void;
}

/**
 * Sends one request.
 *
 * @param exchange learns how the request is stopped
 * @returns the answer as soon as its headers are there
 * @throws Failure `proxy-refused` for a 407, which none but a proxy may answer
 * @throws the system's error when there is no answer
 */
export async function sendRequest({ method, url, headers, body }: Sent, exchange: Exchange): Promise<IncomingMessage> {
  const { host, protocol } = new URL(url);
  const answered = Promise.withResolvers<IncomingMessage>();
  answered.promise.catch(() => {});
  const request = (protocol === 'https:' ? https : http).request(url, {
    method,
    headers: { ...headers, 'accept-encoding': acceptedEncoding },
  });
  exchange.stop = (error) => {
    // Said aloud, for a request that waits for its proxy does not tell that it was destroyed.
    answered.reject(error);
    request.destroy();
  };
  request.once('finish', () => exchange.sent?.());
  request.once('response', answered.resolve);
  // It may fail again while the body comes; whoever reads that learns it from the body.
  request.on('error', answered.reject);
  request.once('close', () => answered.reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
  if (typeof body === 'object') {
    const over = answered.promise.then(isOver, isOver);
    sendPieces(request, body, exchange, over).catch((error: Error) => {
      answered.reject(error);
      request.destroy();
    });
  } else request.end(body);
  const response = await answered.promise;
  // Whoever has answered wants no more of it.
  response.once('close', () => {
    if (!request.writableFinished) request.destroy();
  });
  if (response.statusCode !== 407) return response;
  response.destroy();
  throw new Failure('proxy-refused', { host, status: 407 });
}

const isOver = () => true;

/**
 * @param over resolves when there is an answer, or will be none: nobody wants more of it then, and whether a piece has left
 *   may never be told
 */
async function sendPieces(
  request: ClientRequest,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  exchange: Exchange,
  over: Promise<boolean>,
): Promise<void> {
  for await (const piece of pieces) {
    const left = Promise.withResolvers<false>();
    request.write(piece, (error) => (error ? left.reject(error) : left.resolve(false)));
    if (await Promise.race([left.promise, over])) return;
    exchange.moved?.();
  }
  request.end();
}
