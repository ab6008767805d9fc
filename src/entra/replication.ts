import { Failure } from '../base/failure.ts';
import type { Pace } from '../http/retry.ts';

/**
 * What a registration is answered with while its parts reach all of Entra, one after the other: the application
 * (`unauthorized_client`), its service principal and its certificate (`invalid_client`), its permission.
 */
const pendingErrors: ReadonlySet<unknown> = new Set(['unauthorized_client', 'invalid_client']);

export interface ReplicationWait {
  /** Signs in afresh and asks Graph something small. */
  probe: () => Promise<void>;
  /** True when the last token had no permissions in it at all. */
  hasNoRoles: () => boolean;
  /** Milliseconds. */
  window: number;
  pace: Pick<Pace, 'now' | 'sleep'>;
  /** Told when the reason for waiting changes. */
  onPending: (failure: Failure) => void;
}

/** One replica may know the registration while the next does not: one success is luck. */
const wantedSuccesses = 2;
const firstPause = 1_000;
const longestPause = 5_000;

/**
 * Waits until a registration that is minutes old works, at most for the window.
 *
 * @throws Failure the last one met when the window is over; any other failure at once
 */
export async function waitForReplication(wait: ReplicationWait): Promise<void> {
  const { pace, probe } = wait;
  const end = pace.now() + wait.window;
  let pause = firstPause;
  let told: string | undefined;
  for (let successes = 0; ; ) {
    try {
      await probe();
      successes += 1;
      if (successes === wantedSuccesses) return;
    } catch (error) {
      if (!isPending(error, wait)) throw error;
      successes = 0;
      if (pace.now() + pause >= end) throw error;
      const reason = String(error.facts.aadsts ?? error.facts.status);
      if (reason !== told) wait.onPending(error);
      told = reason;
    }
    // The second success may come after the window: it costs one pause and saves a failed run.
    await pace.sleep(pause);
    pause = Math.min(longestPause, pause * 1.5);
  }
}

function isPending(error: unknown, { hasNoRoles }: ReplicationWait): error is Failure {
  if (!(error instanceof Failure)) return false;
  if (error.code === 'token-refused') return pendingErrors.has(error.facts.error);
  return error.code === 'graph-refused' && error.facts.status === 403 && hasNoRoles();
}
