import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { Failure } from '../base/failure.ts';
import { acceptedEncoding } from './body-chunks.ts';

/** What is sent. */
export interface Sent {
  method: 'GET' | 'POST' | 'PUT';
  url: string;
  headers?: Record<string, string>;
  /** Text, or pieces of which the headers tell the length. */
  body?: string | readonly Uint8Array[];
}

/** A request, and later its answer, while they are under way. */
export interface Exchange {
  stop(error: Error): void;
  /** Called when all of the request has left. */
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
  if (typeof body === 'object') for (const piece of body) request.write(piece);
  request.end(typeof body === 'string' ? body : undefined);
  const response = await answered.promise;
  if (response.statusCode !== 407) return response;
  response.destroy();
  throw new Failure('proxy-refused', { host, status: 407 });
}
