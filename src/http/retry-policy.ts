import { parseRetryAfter } from './retry-after.ts';

/** How patient the audit is with Entra and Graph: what is tried again, how often, and after which wait. */

/** Statuses that may pass. 501 will not, and 4xx but these are our own fault. Source: https://learn.microsoft.com/graph/errors */
export function isTransientStatus(status: number): boolean {
  return status === 408 || status === 423 || status === 429 || (status >= 500 && status !== 501 && status !== 505);
}

/** A 200 that cannot be read was cut; five in a row come from something that is not the service that was asked. */
export const unreadableAttempts = 5;

/** A name that was not found four times within some seconds, and never before, is a typing error. */
export const unknownHostAttempts = 4;

/** Milliseconds without a byte until a request is given up, growing with each try: a slow page must not be lost forever. */
const firstTimeout = 30_000;
const longestTimeout = 120_000;

/**
 * @param attempt the try that begins, from 1
 * @param left milliseconds until the deadline; below 0 when it has passed
 * @returns milliseconds that this try may stay without a byte
 */
export function timeoutOf(attempt: number, left: number): number {
  return Math.min(firstTimeout * attempt, longestTimeout, Math.max(1, left));
}

/** Milliseconds. */
const shortestBackoff = 1_000;
const longestBackoff = 30_000;
const longestJitter = 250;
/** A service that says how long to wait, and then goes on refusing, is believed this many times. */
const believed = 4;

/**
 * How long to wait before the next try. Retry-After is honoured; where it is absent or makes no sense, and where a
 * service that says "1" goes on refusing, the wait grows exponentially, with jitter so that runs do not march in step.
 * Source: https://learn.microsoft.com/graph/throttling#best-practices-to-handle-throttling
 *
 * @param attempt the try that just failed, from 1
 * @param retryAfter the header: seconds, an HTTP date, nonsense, or null
 * @param pace.now milliseconds since the epoch
 * @param pace.random from 0 up to 1: the jitter
 * @returns milliseconds
 */
export function waitBefore(
  attempt: number,
  retryAfter: string | null,
  pace: { now(): number; random(): number },
): number {
  const backoff = Math.min(longestBackoff, shortestBackoff * 2 ** (attempt - 1)) * (0.5 + pace.random() / 2);
  const asked = parseRetryAfter(retryAfter, pace.now());
  if (asked === undefined) return Math.round(backoff);
  const patience = attempt > believed ? Math.max(asked, backoff) : asked;
  return Math.round(patience + pace.random() * longestJitter);
}
