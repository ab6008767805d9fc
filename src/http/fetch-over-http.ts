import type { IncomingMessage } from 'node:http';
import { Failure } from '../base/failure.ts';
import { readChunks } from './body-chunks.ts';
import { networkFailure } from './network-fault.ts';
import { type Exchange, sendRequest } from './send-request.ts';

/** What is asked for. Redirections are never followed. */
export interface FetchOptions {
  headers: Record<string, string>;
  signal: AbortSignal;
}

/**
 * As much of `fetch` as GitHub's API needs, over node:http. There it is decided for all requests alike which of them go
 * through a proxy; Node's own `fetch` is the one client that does not pass by.
 *
 * @throws NetworkFault, or Failure `tls-refused`, `tls-missing` or `proxy-refused`, when no answer comes; the signal's
 *   reason when it was aborted
 */
export async function fetchOverHttp(address: string, { headers, signal }: FetchOptions): Promise<Response> {
  const exchange: Exchange = { stop() {} };
  const abort = () => exchange.stop(signal.reason);
  const done = () => signal.removeEventListener('abort', abort);
  signal.addEventListener('abort', abort);
  try {
    signal.throwIfAborted();
    const answer = await sendRequest({ method: 'GET', url: address, headers }, exchange);
    exchange.stop = (error) => answer.destroy(error);
    return responseOf(answer, address, done);
  } catch (error) {
    done();
    signal.throwIfAborted();
    if (error instanceof Failure) throw error;
    throw networkFailure(error, { host: new URL(address).host, isKnown: false });
  }
}

/** Statuses that a `Response` takes without a body only. */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

/** @param done told when nothing more comes of the body */
function responseOf(answer: IncomingMessage, address: string, done: () => void): Response {
  const { statusCode: status = 0 } = answer;
  const chunks = readChunks(answer);
  const close = () => {
    chunks.close();
    done();
  };
  if (bodiless.has(status)) close();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk = await chunks.next();
        if (chunk !== undefined) return controller.enqueue(chunk);
        close();
        controller.close();
      },
      cancel: close,
    },
    { highWaterMark: 0 },
  );
  const headers = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]);
  const response = new Response(bodiless.has(status) ? null : body, { status, headers });
  return Object.defineProperty(response, 'url', { value: address });
}
