import { type Facts, Failure } from '../base/failure.ts';
import { NetworkFault } from './network-fault.ts';
import { timeoutOf, unknownHostAttempts, waitBefore } from './retry-policy.ts';

/** Time and chance as the audit sees them; tests bring their own. */
export interface Pace {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `milliseconds`; rejects as soon as the audit is stopped. */
  sleep(milliseconds: number): Promise<void>;
  /** From 0 up to 1: the jitter. */
  random(): number;
  /** When the audit must be over, in milliseconds since the epoch. */
  readonly deadline: number;
  /** Told before each wait. */
  onWait(wait: Wait): void;
}

/** A wait before another try. */
export interface Wait {
  milliseconds: number;
  /** Which try just failed, from 1. */
  attempt: number;
  /** What the try met: `HTTP 429`, `ECONNRESET`, ... */
  reason: string;
  /** True when the service asked for patience (429, 503 with Retry-After). */
  throttled: boolean;
}

/** What one try came to: a result, or a fault worth another try. */
export type Outcome<T> = { done: T } | { again: Fault };

/** A fault that may pass. */
export interface Fault {
  reason: string;
  /** The Retry-After header, as it came. */
  retryAfter?: string | null;
  throttled?: boolean;
  /** Ids of the answer, for a support case. */
  facts?: Facts;
  /** What to say instead of `time-limit` when it never passes. */
  failure?: Failure | undefined;
}

/**
 * Tries until a result, an error that is none of the passing kind, or the deadline. How patiently stands in
 * retry-policy.ts.
 *
 * @param attempt one try; gets its number (from 1) and how many milliseconds it may stay without a byte
 * @param doing what is being tried, for the error at the deadline: "signing in"
 * @throws Failure `time-limit` at the deadline, or at once when the service asks for more time than is left
 */
export async function retrying<T>(
  pace: Pace,
  doing: string,
  attempt: (number: number, timeout: number) => Promise<Outcome<T>>,
): Promise<T> {
  for (let number = 1; ; number += 1) {
    const timeout = timeoutOf(number, pace.deadline - pace.now());
    const outcome = await attempt(number, timeout).catch((error: unknown) => asFault(error, number));
    if ('done' in outcome) return outcome.done;
    const { reason, retryAfter = null, throttled = false } = outcome.again;
    const milliseconds = waitBefore(number, retryAfter, pace);
    if (pace.now() + milliseconds >= pace.deadline) {
      if (outcome.again.failure) throw outcome.again.failure;
      throw new Failure('time-limit', {
        ...outcome.again.facts,
        doing,
        reason: `${number === 1 ? 'The first try' : `The last of ${number} tries`} met ${reason}${retryAfter ? ` (Retry-After: ${retryAfter.slice(0, 40)})` : ''}.`,
      });
    }
    pace.onWait({ milliseconds, attempt: number, reason, throttled });
    await pace.sleep(milliseconds);
  }
}

function asFault(error: unknown, number: number): { again: Fault } {
  if (!(error instanceof NetworkFault)) throw error;
  if (error.code === 'ENOTFOUND' && number >= unknownHostAttempts) {
    throw new Failure('host-unknown', { host: error.message.split(':')[0] }, error);
  }
  return { again: { reason: error.message } };
}
