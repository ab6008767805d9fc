import { randomUUID } from 'node:crypto';
import { type Facts, Failure } from '../base/failure.ts';
import type { TokenSource } from '../http/access-tokens.ts';
import type { BodyReader } from '../http/body-reader.ts';
import { hideInFacts, hideSecrets } from '../http/hide-secrets.ts';
import { type Outcome, type Pace, retrying } from '../http/retry.ts';
import { isTransientStatus, unreadableAttempts } from '../http/retry-policy.ts';
import type { HttpResponse, Transport } from '../http/transport.ts';
import { createThrottleGate, type ThrottleGate } from './throttle-gate.ts';

/** What was spent on reading, for the manifest. */
export interface Spent {
  requests: number;
  retries: number;
  /** Times the service asked for patience (429 and the like). */
  throttled: number;
  /** Sum of `x-ms-resource-unit`, where Graph sent it. */
  resourceUnits: number;
  /** Milliseconds spent waiting before another try. */
  waited: number;
}

/** An answer of Graph that succeeded. */
export interface GraphAnswer<T> {
  value: T;
  /** Facts of the answer for an error that is found later on: request ids and the request itself. */
  facts: Facts;
  /** True when it took more than one try. */
  retried: boolean;
}

export interface GetOptions {
  advanced?: boolean;
  inTurn?: () => Promise<void>;
  deadline?: number;
}

/** Reads from Microsoft Graph, patiently. */
export interface GraphClient {
  /**
   * @param url absolute; the caller has made sure that it is at Graph's origin
   * @param read makes the reader of the body of a 200, a new one for each try
   * @param options.advanced send `ConsistencyLevel: eventual`, which advanced queries and counts need on every page
   * @param options.inTurn waited for before each try, for requests with a limit of their own: their throttling holds up nothing else
   * @param options.deadline when to give up, in milliseconds since the epoch; by default that of the audit
   * @throws Failure `graph-refused` with `status`, `graphCode` and `words`; `graph-malformed`; `time-limit`
   */
  get<T>(url: string, read: () => BodyReader<T>, options?: GetOptions): Promise<GraphAnswer<T>>;
  readonly spent: Spent;
}

export interface GraphClientParts {
  transport: Transport;
  tokens: TokenSource;
  pace: Pace;
  userAgent: string;
  /** How many requests may be under way at once. */
  width: number;
}

export function createGraphClient({ transport, tokens, pace, userAgent, width }: GraphClientParts): GraphClient {
  const gate = createThrottleGate(width, pace);
  const spent: Spent = { requests: 0, retries: 0, throttled: 0, resourceUnits: 0, waited: 0 };
  const counting = (door: Pick<ThrottleGate, 'slow'>): Pace => ({
    ...pace,
    onWait(wait) {
      spent.retries += 1;
      spent.waited += wait.milliseconds;
      if (wait.throttled) {
        spent.throttled += 1;
        door.slow(wait.milliseconds);
      }
      pace.onWait(wait);
    },
  });
  const together = { door: gate, pace: counting(gate) };
  // What has a limit of its own comes one by one: its throttling is no reason to hold up others.
  const open: ThrottleGate = { pass: (work) => work(), slow() {} };
  const alone = { door: open, pace: counting(open) };

  async function send(request: Asked, timeout: number, token: string): Promise<HttpResponse> {
    const { url, advanced, body } = request;
    spent.requests += 1;
    const response = await transport(
      {
        method: 'GET',
        url,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          'client-request-id': randomUUID(),
          'user-agent': userAgent,
          ...(advanced ? { consistencylevel: 'eventual' } : {}),
        },
        secrets: [token],
        receiver: body,
      },
      timeout,
    );
    spent.resourceUnits += Number(response.headers.get('x-ms-resource-unit')) || 0;
    return response;
  }

  async function sendWithToken(request: Asked, timeout: number): Promise<HttpResponse> {
    const token = await tokens.getToken();
    const response = await send(request, timeout, token);
    // A token can expire in mid-list, and be revoked before its time: one fresh one is worth a try.
    return response.status === 401 ? send(request, timeout, await tokens.getToken(token)) : response;
  }

  return {
    spent,
    get(url, read, { advanced = false, inTurn, deadline = pace.deadline } = {}) {
      const { door, pace: counted } = inTurn ? alone : together;
      return retrying(
        { ...counted, deadline },
        `asking Graph for ${new URL(url).pathname}`,
        async (number, timeout) => {
          await inTurn?.();
          const body = read();
          try {
            const outcome = await door.pass(async () => {
              const response = await sendWithToken({ url, advanced, body }, timeout);
              return judge(response, url, number, body);
            });
            if ('again' in outcome) body.drop();
            return outcome;
          } catch (error) {
            body.drop();
            throw error;
          }
        },
      );
    },
  };
}

interface Asked {
  url: string;
  advanced: boolean;
  body: BodyReader<unknown>;
}

function judge<T>(
  response: HttpResponse,
  url: string,
  attempt: number,
  reader: BodyReader<T>,
): Outcome<GraphAnswer<T>> {
  const { status, headers, body } = response;
  if (status >= 200 && status < 300) {
    const facts = factsOf(response, url);
    try {
      return { done: { value: reader.end(), facts, retried: attempt > 1 } };
    } catch (error) {
      if (error instanceof Failure) throw new Failure(error.code, { ...facts, ...error.facts });
      if (!(error instanceof SyntaxError)) throw error;
      // A cut page is full of people: only a page of HTML, which is somebody else's, may be quoted.
      const reason = body.trimStart().startsWith('<')
        ? hideSecrets(`a page of HTML instead of JSON: ${excerpt(body)}`, response.secrets)
        : 'a body that was cut or is not what was asked for';
      if (attempt < unreadableAttempts) return { again: { reason } };
      throw new Failure('graph-malformed', { ...facts, reason });
    }
  }
  if (isTransientStatus(status)) {
    const retryAfter = headers.get('retry-after') ?? null;
    const { requestId, clientRequestId, timestamp } = factsOf(response, url);
    const facts = { requestId, clientRequestId, timestamp };
    return { again: { reason: `HTTP ${status}`, retryAfter, throttled: status === 429 || retryAfter !== null, facts } };
  }
  throw new Failure('graph-refused', factsOf(response, url));
}

/** The body of Graph's errors: https://learn.microsoft.com/graph/errors#json-representation */
interface GraphErrorBody {
  error?: {
    code?: unknown;
    message?: unknown;
    innerError?: { 'request-id'?: unknown; 'client-request-id'?: unknown; date?: unknown };
  };
}

function factsOf({ status, headers, body, secrets }: HttpResponse, url: string): Facts {
  const error = status === 200 ? undefined : parseError(body);
  const facts = {
    status,
    graphCode: text(error?.code) ?? 'without a code',
    words: text(error?.message) ?? (status === 200 ? undefined : excerpt(body)),
    requestId: headers.get('request-id') ?? text(error?.innerError?.['request-id']),
    clientRequestId: headers.get('client-request-id') ?? text(error?.innerError?.['client-request-id']),
    timestamp: headers.get('date') ?? text(error?.innerError?.date),
    request: `GET ${withoutPageToken(url)}`,
  };
  return hideInFacts(facts, secrets);
}

function parseError(body: string): GraphErrorBody['error'] {
  try {
    return (JSON.parse(body) as GraphErrorBody | null)?.error;
  } catch {
    return undefined;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The first words of a body that is not Graph's: a proxy's page says who is speaking. */
function excerpt(body: string): string {
  const words = body
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return words === '' ? 'an answer without words' : `"${words.slice(0, 120)}"`;
}

/** Page tokens are long, say nothing, and may carry directory data. */
function withoutPageToken(url: string): string {
  return url.replace(/([?&]\$?(?:skiptoken|%24skiptoken)=)[^&]*/gi, '$1...');
}
