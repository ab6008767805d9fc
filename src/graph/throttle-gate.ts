import type { Outcome, Pace } from '../http/retry.ts';
import { waitBefore } from '../http/retry-policy.ts';

/**
 * Every request passes through this gate: a limited number at a time, and none while the service asks for patience.
 * When the service throttles, the gate narrows to half of the requests that are under way, and it widens by one for each
 * round that went well. So when one part has to wait, the others do not go on pressing the service.
 */
export interface ThrottleGate {
  /** Waits for its turn, does the work, and lets the next one in, unless the service asked for patience. */
  pass<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>>;
  /** The service throttles: nobody passes until these milliseconds are over. */
  slow(milliseconds: number): void;
}

/** A reader takes a page, has asked for the next one, and counts. */
export const requestsPerReader = 3;

/** @param width how many requests may be under way at once */
export function createThrottleGate(width: number, pace: Pick<Pace, 'now' | 'sleep' | 'random'>): ThrottleGate {
  let allowed = width;
  let inside = 0;
  let goodInARow = 0;
  let closedUntil = 0;
  const queue: (() => void)[] = [];

  async function enter(): Promise<void> {
    for (;;) {
      const wait = closedUntil - pace.now();
      if (wait > 0) await pace.sleep(wait);
      else if (inside < Math.max(1, Math.floor(allowed))) break;
      else await new Promise<void>((resolve) => queue.push(resolve));
    }
    inside += 1;
  }

  function leave(): void {
    inside -= 1;
    queue.shift()?.();
  }

  function slow(milliseconds: number): void {
    const until = pace.now() + milliseconds;
    // At the start few are inside, or none: the gate narrows no further than to half of what the readers need.
    const load = inside === 0 ? width : Math.max(inside, width / requestsPerReader);
    // Sixteen requests that are refused together are one message: the gate narrows once.
    if (pace.now() >= closedUntil) allowed = Math.max(1, Math.min(allowed, load) / 2);
    closedUntil = Math.max(closedUntil, until);
    goodInARow = 0;
  }

  function widen(): void {
    goodInARow += 1;
    if (goodInARow < allowed || allowed >= width) return;
    allowed += 1;
    goodInARow = 0;
    queue.shift()?.();
  }

  return {
    async pass(work) {
      await enter();
      try {
        const outcome = await work();
        if ('done' in outcome) widen();
        // Before anybody else is let in; whoever tries again tells how long it really waits.
        else if (outcome.again.throttled) slow(waitBefore(1, outcome.again.retryAfter ?? null, pace));
        return outcome;
      } finally {
        leave();
      }
    },
    slow,
  };
}
