import { Failure } from '../directory/failure.ts';
import { createSlots } from './slots.ts';

/** One HTTP request. */
export interface HttpRequest {
  method: 'GET' | 'POST';
  url: string;
  headers?: Record<string, string>;
  body?: string;
  /** What is sent in confidence: nothing of the answer may be printed before it is taken out. */
  secrets: readonly string[];
  /** Takes the body of a 200 as it comes; without it, and of every other answer, the body is read as text. */
  receive?: (chunk: Uint8Array) => void;
}

/** One whole answer. */
export interface HttpResponse {
  status: number;
  headers: Headers;
  /** Text, whatever it claims to be; the opening words of a body that was received as it came. */
  body: string;
  /** What was sent in confidence, see {@link hideSecrets} in confidential.ts. */
  secrets: readonly string[];
}

/**
 * Sends one request and reads the whole answer.
 *
 * @param timeout milliseconds that may pass without a byte arriving
 * @throws NetworkFault when no whole answer came and trying again may help
 * @throws Failure `host-unknown`, `tls-refused` or `unexpected-redirect` when trying again cannot help
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
 * Many requests wait for Graph at once, but what they wait for is its first byte. Bodies come a few at a time: what is
 * made of each stays in memory until the page is whole, and the others stay in the network as long.
 */
const bodiesAtOnce = 4;

/**
 * A transport over `fetch`, which asks for gzip and keeps connections by itself.
 *
 * @param signal aborts every request when the audit is over
 */
export function createTransport(fetch: typeof globalThis.fetch, signal: AbortSignal): Transport {
  const inSlot = createSlots(bodiesAtOnce);
  /** Hosts that have answered: a name that was found before is no typing error when DNS has a bad moment. */
  const known = new Set<string>();
  return async ({ method, url, headers, body: content, secrets, receive }, timeout) => {
    const { host } = new URL(url);
    const silence = new AbortController();
    let queueing = false;
    const timer = setTimeout(() => (queueing ? timer.refresh() : silence.abort()), timeout);
    try {
      const response = await fetch(url, {
        method,
        headers: headers ?? {},
        ...(content === undefined ? {} : { body: content }),
        // Following would hand the token or the assertion to whoever is named.
        redirect: 'manual',
        signal: AbortSignal.any([signal, silence.signal]),
      });
      known.add(host);
      if (response.status >= 300 && response.status < 400) {
        throw new Failure('unexpected-redirect', { host, status: response.status });
      }
      queueing = true;
      const body = await inSlot(() => {
        queueing = false;
        timer.refresh();
        return readBody(response, host, response.status === 200 ? receive : undefined, () => timer.refresh());
      });
      return { status: response.status, headers: response.headers, body, secrets };
    } catch (error) {
      if (error instanceof Failure || error instanceof NetworkFault) throw error;
      signal.throwIfAborted();
      const failure = networkFailure(error, host, silence.signal.aborted);
      const isKnown = failure.code === 'ENOTFOUND' && known.has(host);
      throw isKnown ? new NetworkFault('EAI_AGAIN', host, error) : failure;
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Enough of a body to say whose it is. */
const openingBytes = 1024;

async function readBody(
  response: Response,
  host: string,
  receive: HttpRequest['receive'],
  onChunk: () => void,
): Promise<string> {
  if (!response.body) return '';
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  let length = 0;
  for await (const chunk of response.body) {
    onChunk();
    length += chunk.length;
    if (length > maximumBodyLength) throw new NetworkFault('BODY_TOO_LARGE', host);
    if (receive === undefined) text += decoder.decode(chunk, { stream: true });
    else {
      if (text === '') text = decoder.decode(chunk.subarray(0, openingBytes), { stream: true });
      receive(chunk);
    }
  }
  return receive === undefined ? text + decoder.decode() : text;
}

function networkFailure(error: unknown, host: string, silent: boolean): Failure | NetworkFault {
  if (silent) return new NetworkFault('TIMEOUT', host, error);
  const code = systemCode(error);
  if (/CERT|SELF_SIGNED|UNABLE_TO|ALTNAME|ERR_TLS|ERR_SSL_WRONG_VERSION/.test(code)) {
    return new Failure('tls-refused', { host, reason: code }, error);
  }
  return new NetworkFault(code, host, error);
}

/** `fetch` hides the system's error as the cause of a TypeError; several addresses make it an AggregateError. */
function systemCode(error: unknown): string {
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown[] };
  if (typeof code === 'string' && cause === undefined) return code;
  if (cause !== undefined) return systemCode(cause);
  if (errors?.[0] !== undefined) return systemCode(errors[0]);
  return typeof code === 'string' ? code : 'UNKNOWN';
}
