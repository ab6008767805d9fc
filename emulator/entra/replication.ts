import type { Clock } from '../directory/clock.ts';

/**
 * What a registration that is minutes old meets on its way through the replicas, in this order.
 * `none` is a fully replicated registration.
 */
export type ReplicationPhase =
  | 'application-missing'
  | 'service-principal-missing'
  | 'key-missing'
  | 'roles-missing'
  | 'none';

/**
 * How long each phase lasts: in sign-ins of the app or in seconds since its first sign-in, and for `objectMissing` in
 * requests that name the object or in seconds since it was created. Absent: 0.
 */
export interface ReplicationDelay {
  unit?: 'attempts' | 'seconds';
  /** Graph answers 404 for an application or service principal that it has just created. */
  objectMissing?: number;
  /** AADSTS700016 */
  applicationMissing?: number;
  /** AADSTS7000229 */
  servicePrincipalMissing?: number;
  /** AADSTS700027; 7000215 for a secret, 70025 for a federated credential */
  keyMissing?: number;
  /** A token without `roles` */
  rolesMissing?: number;
}

export interface Replication {
  readonly delay: Readonly<ReplicationDelay>;
  /** Sets the delay and starts it afresh for every app, old and new. */
  set(delay: ReplicationDelay): void;
  /** Counts one sign-in of the app and says which phase it meets. */
  signIn(appId: string): ReplicationPhase;
  /** Remembers that Graph has created this object. */
  created(objectId: string): void;
  /** Counts one request that names the object and says whether the replica that answers it knows the object. */
  knows(objectId: string): boolean;
}

/** @param exempt client ids that are never delayed */
export function createReplication(
  clock: Clock,
  exempt: readonly string[],
  initial: ReplicationDelay = {},
): Replication {
  let delay = initial;
  const firstSignIns = new Map<string, { at: number; count: number }>();
  const objects = new Map<string, { at: number; count: number }>();
  const progressOf = (seen: { at: number; count: number }) => {
    const progress = delay.unit === 'seconds' ? (clock.now() - seen.at) / 1000 : seen.count;
    seen.count += 1;
    return progress;
  };
  return {
    get delay() {
      return delay;
    },
    set(next) {
      delay = next;
      firstSignIns.clear();
      objects.clear();
    },
    signIn(appId) {
      if (exempt.includes(appId)) return 'none';
      const seen = firstSignIns.get(appId) ?? { at: clock.now(), count: 0 };
      firstSignIns.set(appId, seen);
      return phaseAt(delay, progressOf(seen));
    },
    created(objectId) {
      objects.set(objectId, { at: clock.now(), count: 0 });
    },
    knows(objectId) {
      const seen = objects.get(objectId);
      return seen === undefined || progressOf(seen) >= (delay.objectMissing ?? 0);
    },
  };
}

function phaseAt(delay: ReplicationDelay, progress: number): ReplicationPhase {
  const phases: [ReplicationPhase, number][] = [
    ['application-missing', delay.applicationMissing ?? 0],
    ['service-principal-missing', delay.servicePrincipalMissing ?? 0],
    ['key-missing', delay.keyMissing ?? 0],
    ['roles-missing', delay.rolesMissing ?? 0],
  ];
  let end = 0;
  for (const [phase, length] of phases) {
    end += length;
    if (progress < end) return phase;
  }
  return 'none';
}
