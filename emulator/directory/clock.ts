/** What the rooms of the emulator share: time, the caller of a Graph request, and the counters they keep. */

/** The tenant's time in milliseconds since the epoch; a movable clock lets a test expire things without waiting. */
export interface Clock {
  now(): number;
}

/** A clock that follows the machine's and can be pushed forward or back. */
export interface MovableClock extends Clock {
  /** Moves the clock by `milliseconds` (negative: back). */
  advance(milliseconds: number): void;
}

/** Who calls Graph, as far as its access token tells. */
export interface GraphCaller {
  tenantId: string;
  /** The application (client) id, claim `appid`. */
  appId: string;
  /** Object id of the caller's service principal, claim `oid`. */
  servicePrincipalId: string;
  /** Application permissions, claim `roles`; empty when nothing was consented. */
  roles: readonly string[];
}

export function createClock(now: () => number = Date.now): MovableClock {
  let offset = 0;
  return {
    now: () => now() + offset,
    advance(milliseconds) {
      offset += milliseconds;
    },
  };
}
