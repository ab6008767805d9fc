import { randomUUID } from 'node:crypto';
import type { TokenSource } from '../http/access-tokens.ts';
import type { BodyReader } from '../http/body-reader.ts';
import { type Pace, retrying } from '../http/retry.ts';
import type { HttpResponse, Transport } from '../http/transport.ts';
import { type GraphAnswer, judgeAnswer } from './answer.ts';
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

export interface GetOptions {
  advanced?: boolean;
  inTurn?: (attempt: number) => Promise<void>;
  deadline?: number;
}

/** Reads from Microsoft Graph, patiently. */
export interface GraphClient {
  /**
   * Asks Graph, and waits until it answers.
   *
   * @param url absolute; the caller has made sure that it is at Graph's origin
   * @param read makes the reader of the body of a 200, a new one for each try
   * @param options.advanced send `ConsistencyLevel: eventual`, which advanced queries and counts need on every page
   * @param options.inTurn waited for before each try (told its number, from 1), for requests with a limit of their own: their throttling holds up nothing else
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
  const spent: Spent = { requests: 0, retries: 0, throttled: 0, resourceUnits: 0, waited: 0 };
  const send = createSender({ transport, tokens, userAgent, spent });
  const gate = createThrottleGate(width, pace);
  const together = { gate, pace: countingWaits(pace, gate, spent) };
  const alone = { gate: openGate, pace: countingWaits(pace, openGate, spent) };
  return {
    spent,
    get(url, read, { advanced = false, inTurn, deadline = pace.deadline } = {}) {
      const way = inTurn ? alone : together;
      const doing = `asking Graph for ${new URL(url).pathname}`;
      return retrying({ ...way.pace, deadline }, doing, async (attempt, timeout) => {
        await inTurn?.(attempt);
        const body = read();
        try {
          const outcome = await way.gate.pass(async () => {
            const response = await send({ url, advanced, body }, timeout);
            return judgeAnswer(response, url, attempt, body);
          });
          if ('again' in outcome) body.drop();
          return outcome;
        } catch (error) {
          body.drop();
          throw error;
        }
      });
    },
  };
}

/** What has a limit of its own comes one by one: its throttling is no reason to hold up others. */
const openGate: ThrottleGate = { pass: (work) => work(), slow() {} };

/** Adds each wait to what was spent; while the service asks for patience the gate lets nobody pass. */
function countingWaits(pace: Pace, gate: ThrottleGate, spent: Spent): Pace {
  return {
    ...pace,
    onWait(wait) {
      spent.retries += 1;
      spent.waited += wait.milliseconds;
      if (wait.throttled) {
        spent.throttled += 1;
        gate.slow(wait.milliseconds);
      }
      pace.onWait(wait);
    },
  };
}

interface Asked {
  url: string;
  advanced: boolean;
  body: BodyReader<unknown>;
}

type Send = (asked: Asked, timeout: number) => Promise<HttpResponse>;

type SenderParts = Pick<GraphClientParts, 'transport' | 'tokens' | 'userAgent'> & { spent: Spent };

/** @returns sends one request with a token that is valid */
function createSender({ transport, tokens, userAgent, spent }: SenderParts): Send {
  async function sendWith(token: string, { url, advanced, body }: Asked, timeout: number): Promise<HttpResponse> {
    const headers = {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      'client-request-id': randomUUID(),
      'user-agent': userAgent,
      ...(advanced ? { consistencylevel: 'eventual' } : {}),
    };
    spent.requests += 1;
    const response = await transport({ method: 'GET', url, headers, secrets: [token], receiver: body }, timeout);
    spent.resourceUnits += Number(response.headers.get('x-ms-resource-unit')) || 0;
    return response;
  }

  return async (asked, timeout) => {
    const token = await tokens.getToken();
    const response = await sendWith(token, asked, timeout);
    // A token can expire in mid-list, and be revoked before its time: one fresh one is worth a try.
    return response.status === 401 ? sendWith(await tokens.getToken(token), asked, timeout) : response;
  };
}
