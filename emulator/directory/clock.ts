/** The tenant's time in milliseconds since the epoch; a movable clock lets a test expire things without waiting. */
export interface Clock {
  now(): number;
}

/** A clock that follows the machine's and can be pushed forward or back. */
export interface MovableClock extends Clock {
  /** Moves the clock by `milliseconds` (negative: back). */
  advance(milliseconds: number): void;
}

/** @param now milliseconds since the epoch; the machine's by default */
export function createClock(now: () => number = Date.now): MovableClock {
  let offset = 0;
  return {
    now: () => now() + offset,
    advance(milliseconds) {
      offset += milliseconds;
    },
  };
}
