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
 * As much of a `Response` as GitHub's API needs. Node's own would load the whole client behind `fetch`, which takes longer
 * than a small list.
 */
export interface FetchAnswer extends Pick<Response, 'ok' | 'status' | 'url'> {
  headers: AnswerHeaders;
  /** Null where the status says that there is none. */
  body: AnswerBody | null;
}

/** By name, in whatever case. */
export type AnswerHeaders = Pick<Headers, 'get' | 'has'>;

/** Is read once. */
export interface AnswerBody extends AsyncIterable<Uint8Array> {
  /** Nothing more of it is wanted. */
  cancel(): Promise<void>;
}

/**
 * As much of `fetch` as GitHub's API needs, over node:http. There it is decided for all requests alike which of them go
 * through a proxy; Node's own `fetch` is the one client that does not pass by.
 *
 * @throws NetworkFault, or Failure `tls-refused`, `tls-missing` or `proxy-refused`, when no answer comes; the signal's
 *   reason when it was aborted
 */
export async function fetchOverHttp(address: string, { headers, signal }: FetchOptions): Promise<FetchAnswer> {
  const exchange: Exchange = { stop() {} };
  const abort = () => exchange.stop(signal.reason);
  const done = () => signal.removeEventListener('abort', abort);
  signal.addEventListener('abort', abort);
  try {
    signal.throwIfAborted();
    const answer = await sendRequest({ method: 'GET', url: address, headers }, exchange);
    exchange.stop = (error) => answer.destroy(error);
    return answerOf(answer, address, done);
  } catch (error) {
    done();
    signal.throwIfAborted();
    if (error instanceof Failure) throw error;
    throw networkFailure(error, { host: new URL(address).host, isKnown: false });
  }
}

/** Statuses without a body, whatever follows them. Source: https://www.rfc-editor.org/rfc/rfc9110#section-6.4.1 */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

/** @param done told when nothing more comes of the body */
function answerOf(answer: IncomingMessage, url: string, done: () => void): FetchAnswer {
  const { statusCode: status = 0, headers } = answer;
  const has = (name: string) => headers[name.toLowerCase()] !== undefined;
  const body = bodyOf(answer, done);
  const isBodiless = bodiless.has(status);
  if (isBodiless) body.cancel();
  return {
    ...{ status, url, ok: status >= 200 && status < 300 },
    headers: { has, get: (name) => (has(name) ? String(headers[name.toLowerCase()]) : null) },
    body: isBodiless ? null : body,
  };
}

function bodyOf(answer: IncomingMessage, done: () => void): AnswerBody {
  const chunks = readChunks(answer);
  const close = () => {
    chunks.close();
    done();
  };
  return {
    async *[Symbol.asyncIterator]() {
      try {
        for (let chunk = await chunks.next(); chunk; chunk = await chunks.next()) yield chunk;
      } finally {
        close();
      }
    },
    cancel: async () => close(),
  };
}
