import type { Pace } from './retry.ts';

/**
 * The one door through which every request goes: so many at a time, and none while the service asks for patience.
 * The door narrows by half when the service throttles, and widens by one for each round that went well, so that one
 * shard's wait never lets fifteen others hammer on.
 */
export interface Gate {
  /** Waits for its turn, does the work, and lets the next one in. */
  pass<T>(work: () => Promise<T>): Promise<T>;
  /** The service throttles: nobody passes for so many milliseconds. */
  slow(milliseconds: number): void;
}

/** @param width how many requests may be under way at once */
export function createGate(width: number, pace: Pick<Pace, 'now' | 'sleep'>): Gate {
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

  return {
    async pass(work) {
      await enter();
      try {
        const result = await work();
        goodInARow += 1;
        if (goodInARow >= allowed && allowed < width) {
          allowed += 1;
          goodInARow = 0;
          queue.shift()?.();
        }
        return result;
      } finally {
        leave();
      }
    },
    slow(milliseconds) {
      const until = pace.now() + milliseconds;
      // Sixteen answers to sixteen requests are one message: the door narrows once.
      if (pace.now() >= closedUntil) allowed = Math.max(1, allowed / 2);
      closedUntil = Math.max(closedUntil, until);
      goodInARow = 0;
    },
  };
}
