import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Failure } from '../base/failure.ts';
import { acceptedEncoding, readChunks } from './body-chunks.ts';
import type { BodyReader } from './body-reader.ts';
import { createSemaphore } from './semaphore.ts';

/** One HTTP request. */
export interface HttpRequest {
  method: 'GET' | 'POST';
  url: string;
  headers?: Record<string, string>;
  body?: string;
  /** What is sent in confidence: nothing of the answer may be printed before it is taken out. */
  secrets: readonly string[];
  /** Gets the body of a 200 as it comes; without it, and of every other answer, the body is read as text. */
  receiver?: BodyReceiver;
}

type BodyReceiver = Pick<BodyReader<unknown>, 'peek' | 'take'>;

/** One whole answer. */
export interface HttpResponse {
  status: number;
  /** Names in small letters. */
  headers: ReadonlyMap<string, string>;
  /** Text, whatever it claims to be; the opening words of a body that was received as it came. */
  body: string;
  /** What was sent in confidence, see {@link hideSecrets} in hide-secrets.ts. */
  secrets: readonly string[];
}

/**
 * Sends one request and reads the whole answer.
 *
 * @param timeout milliseconds that may pass without a byte arriving
 * @throws NetworkFault when no whole answer came and trying again may help
 * @throws Failure `tls-refused`, `tls-missing`, `proxy-refused` or `unexpected-redirect` when trying again cannot help
 */
export type Transport = (request: HttpRequest, timeout: number) => Promise<HttpResponse>;

/** No whole answer: a connection refused, dropped or cut, or silence for too long. */
export class NetworkFault extends Error {
  /** The system's code (`ECONNRESET`, `ENOTFOUND`, ...), or `TIMEOUT`. */
  readonly code: string;

  constructor(code: string, host: string, cause?: unknown) {
    super(`${host}: ${code}`, { cause });
    this.code = code;
  }
}

/** A page of 999 users has about 2 MiB; whoever sends fifty times as much is not Graph. */
const maximumBodyLength = 100 * 1024 * 1024;

/**
 * Many requests wait for Graph at once, but what they wait for is its first bytes: in them it says where the next page
 * is. What follows comes a few bodies at a time: what is made of each stays in memory until the page is whole, and the
 * others stay in the network as long.
 */
const bodiesAtOnce = 4;

/**
 * A transport over node:http, which keeps connections and goes through the proxy that was set for all of Node.
 *
 * Not `fetch`: with its streams the list of 100,000 users took a tenth longer without latency (bench/README.md).
 *
 * @param signal aborts every request when the audit is over
 */
export function createTransport(signal: AbortSignal): Transport {
  const limit = createSemaphore(bodiesAtOnce);
  /** Hosts that have answered: a name that was found before is no typing error when DNS has a bad moment. */
  const known = new Set<string>();

  async function readBody(
    response: IncomingMessage,
    host: string,
    receiver: BodyReceiver | undefined,
    silence: Silence,
  ): Promise<string> {
    const body = receiver ? receivedBody(receiver) : wholeBody();
    const chunks = readChunks(response);
    let length = 0;
    const next = async () => {
      const chunk = await chunks.next();
      silence.broken();
      length += chunk?.length ?? 0;
      if (length > maximumBodyLength) throw new NetworkFault('BODY_TOO_LARGE', host);
      return chunk;
    };
    try {
      const first = await next();
      const takeAll = async () => {
        silence.broken();
        for (let chunk = first; chunk; chunk = await next()) {
          // Behind the first bytes of other answers, which may name the next page to ask for.
          await nextTurn();
          body.take(chunk);
        }
      };
      if (receiver?.peek) {
        if (first) receiver.peek(first);
        silence.expected();
        await limit(takeAll);
      } else await takeAll();
      return body.text();
    } finally {
      // Of a body that is of no use any more.
      chunks.close();
    }
  }

  return async ({ method, url, headers, body: content, secrets, receiver }, timeout) => {
    const { host, protocol } = new URL(url);
    const answered = Promise.withResolvers<IncomingMessage>();
    answered.promise.catch(() => {});
    // Said aloud, for a request that waits for its proxy does not tell that it was destroyed.
    let stop = (_error: Error) => {};
    const silence = createSilence(timeout, () => stop(new NetworkFault('TIMEOUT', host)));
    const abort = () => stop(new Error('The audit is over.'));
    signal.addEventListener('abort', abort);
    try {
      signal.throwIfAborted();
      const request = (protocol === 'https:' ? https : http).request(url, {
        method,
        headers: { ...headers, 'accept-encoding': acceptedEncoding },
      });
      stop = (error) => {
        answered.reject(error);
        request.destroy();
      };
      request.once('response', answered.resolve);
      // It may fail again while the body comes; whoever reads that learns it from the body.
      request.on('error', answered.reject);
      request.once('close', () => answered.reject(new NetworkFault('ECONNRESET', host)));
      request.end(content);
      const response = await answered.promise;
      stop = (error) => response.destroy(error);
      known.add(host);
      const { statusCode: status = 0 } = response;
      // Following would hand the token or the assertion to whoever is named.
      if (status >= 300 && status < 400) {
        response.destroy();
        throw new Failure('unexpected-redirect', { host, status });
      }
      const body = await readBody(response, host, status === 200 ? receiver : undefined, silence);
      return { status, headers: headersOf(response), body, secrets };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof Failure || error instanceof NetworkFault) throw error;
      throw networkFailure(error, host, known.has(host));
    } finally {
      silence.end();
      signal.removeEventListener('abort', abort);
    }
  };
}

function headersOf({ headers }: IncomingMessage): Map<string, string> {
  return new Map(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

/** Watches that the other side is not silent for too long. */
interface Silence {
  /** A byte has come, or is asked for again. */
  broken(): void;
  /** Nobody asks for a byte until `broken` is called. */
  expected(): void;
  end(): void;
}

function createSilence(timeout: number, onSilence: () => void): Silence {
  let isExpected = false;
  const timer = setTimeout(() => (isExpected ? timer.refresh() : onSilence()), timeout);
  return {
    broken() {
      isExpected = false;
      timer.refresh();
    },
    expected() {
      isExpected = true;
    },
    end: () => clearTimeout(timer),
  };
}

/** Enough of a body to say whose it is. */
const openingBytes = 1024;

interface Body {
  take(chunk: Uint8Array): void;
  text(): string;
}

function wholeBody(): Body {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  return {
    take(chunk) {
      text += decoder.decode(chunk, { stream: true });
    },
    text: () => text + decoder.decode(),
  };
}

/** Keeps the opening words only. */
function receivedBody(receiver: BodyReceiver): Body {
  let opening = '';
  return {
    take(chunk) {
      opening ||= Buffer.from(chunk.buffer, chunk.byteOffset, Math.min(chunk.length, openingBytes)).toString();
      receiver.take(chunk);
    },
    text: () => opening,
  };
}

/** @param isKnown whether the host has answered before: what comes of its address or of our settings came at once */
function networkFailure(error: unknown, host: string, isKnown: boolean): Failure | NetworkFault {
  const code = systemCode(error);
  if (/CERT|SELF_SIGNED|UNABLE_TO|ALTNAME|ERR_TLS/.test(code)) {
    return new Failure('tls-refused', { host, reason: code }, error);
  }
  if (code === 'EPROTO' && !isKnown) return new Failure('tls-missing', { host, reason: code }, error);
  const { statusCode: status = 0, hostname = host } = error as { statusCode?: number; hostname?: string };
  if (code === 'ERR_PROXY_TUNNEL' && (status === 403 || status === 407)) {
    return new Failure('proxy-refused', { host, status }, error);
  }
  if (code !== 'ENOTFOUND') return new NetworkFault(code, host, error);
  // It may be the name of the proxy.
  return isKnown ? new NetworkFault('EAI_AGAIN', host, error) : new NetworkFault(code, hostname, error);
}

/** Several addresses make an AggregateError of the system's errors. */
function systemCode(error: unknown): string {
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown[] };
  if (typeof code === 'string' && cause === undefined) return code;
  if (cause !== undefined) return systemCode(cause);
  if (errors?.[0] !== undefined) return systemCode(errors[0]);
  return typeof code === 'string' ? code : 'UNKNOWN';
}
