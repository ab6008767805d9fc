import { Failure } from '../directory/failure.ts';
import type { BodyReader } from './body.ts';
import { createSlots } from './slots.ts';

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
 * Many requests wait for Graph at once, but what they wait for is its first bytes: in them it says where the next page
 * is. What follows comes a few bodies at a time: what is made of each stays in memory until the page is whole, and the
 * others stay in the network as long.
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

  async function readBody(
    response: Response,
    host: string,
    receiver: BodyReceiver | undefined,
    silence: Silence,
  ): Promise<string> {
    if (!response.body) return '';
    const body = receiver ? receivedBody(receiver) : wholeBody();
    const chunks = response.body.values();
    let length = 0;
    const next = async () => {
      const { value } = await chunks.next();
      silence.broken();
      length += value?.length ?? 0;
      if (length > maximumBodyLength) throw new NetworkFault('BODY_TOO_LARGE', host);
      return value;
    };
    try {
      const first = await next();
      if (first) receiver?.peek?.(first);
      silence.expected();
      await inSlot(async () => {
        silence.broken();
        for (let chunk = first; chunk; chunk = await next()) body.take(chunk);
      });
      return body.text();
    } finally {
      // Of a body that is of no use any more.
      await chunks.return?.();
    }
  }

  return async ({ method, url, headers, body: content, secrets, receiver }, timeout) => {
    const { host } = new URL(url);
    const silence = createSilence(timeout);
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
      const { status } = response;
      if (status >= 300 && status < 400) throw new Failure('unexpected-redirect', { host, status });
      const body = await readBody(response, host, status === 200 ? receiver : undefined, silence);
      return { status, headers: response.headers, body, secrets };
    } catch (error) {
      if (error instanceof Failure || error instanceof NetworkFault) throw error;
      signal.throwIfAborted();
      const failure = networkFailure(error, host, silence.signal.aborted);
      const isKnown = failure.code === 'ENOTFOUND' && known.has(host);
      throw isKnown ? new NetworkFault('EAI_AGAIN', host, error) : failure;
    } finally {
      silence.end();
    }
  };
}

/** Aborts a request when the other side is silent for too long. */
interface Silence {
  signal: AbortSignal;
  /** A byte has come, or is asked for again. */
  broken(): void;
  /** Nobody asks for a byte until `broken` is called. */
  expected(): void;
  end(): void;
}

function createSilence(timeout: number): Silence {
  const controller = new AbortController();
  let isExpected = false;
  const timer = setTimeout(() => (isExpected ? timer.refresh() : controller.abort()), timeout);
  return {
    signal: controller.signal,
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
