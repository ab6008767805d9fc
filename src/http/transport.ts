import type { IncomingMessage } from 'node:http';
import { Failure } from '../base/failure.ts';
import { type BodyReceiver, readAnswerBody } from './answer-body.ts';
import { NetworkFault, networkFailure, wayTo } from './network-fault.ts';
import { createSemaphore } from './semaphore.ts';
import { type Exchange, type Sent, sendRequest } from './send-request.ts';
import { createSilence } from './silence.ts';

/** One HTTP request. */
export interface HttpRequest extends Sent {
  /** What is sent in confidence: nothing of the answer may be printed before it is taken out. */
  secrets: readonly string[];
  /** Gets the body of a 200 as it comes; without it, and of every other answer, the body is read as text. */
  receiver?: BodyReceiver;
}

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
 * @param timeout milliseconds that may pass while no byte leaves, and none arrives
 * @throws NetworkFault when no whole answer came and trying again may help
 * @throws Failure `tls-refused`, `tls-missing`, `proxy-refused` or `unexpected-redirect` when trying again cannot help
 */
export type Transport = (request: HttpRequest, timeout: number) => Promise<HttpResponse>;

/**
 * Many requests wait for Graph at once, but what they wait for is its first bytes: in them it says where the next page
 * is. What follows comes a few bodies at a time: what is made of each stays in memory until the page is whole, and the
 * others stay in the network as long.
 */
const bodiesAtOnce = 4;

/**
 * A transport over node:http, which keeps connections and goes through the proxy that was set for all of node:http.
 *
 * Not `fetch`: with its streams the list of 100,000 users took a tenth longer without latency (bench/README.md).
 *
 * @param signal aborts every request when the audit is over
 * @param proxyOf the address of the proxy that a request goes through, for errors
 * @param onSent told of each request that has left: until its answer comes there is time
 */
export function createTransport(
  signal: AbortSignal,
  proxyOf: (url: string) => string | undefined = () => undefined,
  onSent: () => void = () => {},
): Transport {
  const inTurn = createSemaphore(bodiesAtOnce);
  /** Hosts that have answered: a name that was found before is no typing error when DNS has a bad moment. */
  const known = new Set<string>();

  return async (request, timeout) => {
    const { host } = new URL(request.url);
    const proxy = proxyOf(request.url);
    const exchange: Exchange = { stop() {}, moved: () => silence.broken(), sent: onSent };
    const silence = createSilence(timeout, () => exchange.stop(new NetworkFault('TIMEOUT', wayTo({ host, proxy }))));
    const abort = () => exchange.stop(new Error('The audit is over.'));
    signal.addEventListener('abort', abort);
    try {
      signal.throwIfAborted();
      const response = await sendRequest(request, exchange);
      exchange.stop = (error) => response.destroy(error);
      known.add(host);
      refuseRedirection(response, host);
      const { statusCode: status = 0 } = response;
      const receiver = status === 200 ? request.receiver : undefined;
      const body = await readAnswerBody(response, receiver, { host, silence, inTurn });
      return { status, headers: headersOf(response), body, secrets: request.secrets };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof Failure || error instanceof NetworkFault) throw error;
      throw networkFailure(error, { host, proxy, isKnown: known.has(host) });
    } finally {
      silence.end();
      signal.removeEventListener('abort', abort);
    }
  };
}

/** Following would hand the token or the assertion to whoever is named. */
function refuseRedirection(response: IncomingMessage, host: string): void {
  const { statusCode: status = 0 } = response;
  if (status < 300 || status >= 400) return;
  response.destroy();
  throw new Failure('unexpected-redirect', { host, status });
}

function headersOf({ headers }: IncomingMessage): Map<string, string> {
  return new Map(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
