import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../directory/clock.ts';
import { sendHtml, sendStatus, sendThrottle, sendUnauthorized } from './answers.ts';
import { cutBody, cutJson, holdAnswer, slowBody } from './connection.ts';
import { checkFault, type Fault, type FaultKind, type FaultOf } from './kinds.ts';

export type { Fault, FaultKind, FaultMatch, FaultOf } from './kinds.ts';

/** A fault with its id and how often it was asked and struck. */
export type ListedFault = Fault & { id: string; matched: number; struck: number };

/** What a fault needs to know of a request. */
export type FaultTarget = Pick<FastifyRequest, 'method' | 'url'>;

export interface Faults {
  /** Switches a fault on; see {@link Fault}. Returns its id. Throws a RangeError for what is no fault. */
  add(fault: Fault): string;
  remove(id: string): boolean;
  /** Switches all faults off and ends the connections that hang; `latency` stays. */
  clear(): void;
  list(): ListedFault[];
  /** Milliseconds that every answer takes longer. */
  latency: number;
  /** A hook before the handler (Fastify's `preHandler`): acts out the faults that any request can meet. */
  beforeHandler(request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
  /**
   * Asks for a fault that the caller acts out; each question counts as a matching request.
   *
   * @param isEligible whether this fault has something to do here
   */
  take<Kind extends FaultKind>(
    kind: Kind,
    target: FaultTarget,
    isEligible?: (fault: FaultOf<Kind>) => boolean,
  ): FaultOf<Kind> | undefined;
}

export interface FaultsOptions {
  clock: Clock;
  /** Numbers from 0 to 1. */
  random: () => number;
  /** Paths that no fault and no latency touches; the emulator's own switches by default. */
  exempt?: RegExp;
}

interface ActiveFault {
  fault: Fault;
  path: RegExp | undefined;
  matched: number;
  struck: number;
}

/** Kinds in the order in which they act: waiting first, then whatever changes the body, then what replaces it. */
const kindsAnywhere = [
  'delay',
  'slow',
  'cut',
  'cut-json',
  'drop',
  'hang',
  'unauthorized',
  'throttle',
  'status',
  'html',
] as const;

/** Faults that tests and administrators switch on and off while the emulator runs. */
export function createFaults({ clock, random, exempt = /^\/_emulator(?:\/|$|\?)/ }: FaultsOptions): Faults {
  const active = new Map<string, ActiveFault>();
  const hanging = new Set<FastifyReply>();
  let latency = 0;
  let added = 0;

  const take: Faults['take'] = (kind, target, isEligible) => {
    for (const entry of active.values()) {
      const fault = entry.fault as FaultOf<typeof kind>;
      if (fault.kind !== kind || !isMatch(entry, target) || isEligible?.(fault) === false) continue;
      const { every = 1, after = 0, times = 1, probability = 1 } = fault.match ?? {};
      entry.matched += 1;
      const turn = entry.matched - after;
      const isDue = turn > 0 && turn % every === 0 && (times === 'always' || entry.struck < times);
      if (isDue && (probability >= 1 || random() < probability)) {
        entry.struck += 1;
        return fault;
      }
    }
    return undefined;
  };

  return {
    add(fault) {
      checkFault(fault);
      const path = fault.match?.path === undefined ? undefined : patternOf(fault.match.path);
      added += 1;
      const id = `fault-${added}`;
      active.set(id, { fault: structuredClone(fault), path, matched: 0, struck: 0 });
      return id;
    },
    remove: (id) => active.delete(id),
    clear() {
      active.clear();
      for (const reply of hanging) reply.raw.destroy();
      hanging.clear();
    },
    list: () =>
      [...active].map(([id, { fault, matched, struck }]) => ({ ...structuredClone(fault), id, matched, struck })),
    get latency() {
      return latency;
    },
    set latency(milliseconds) {
      latency = milliseconds;
    },
    async beforeHandler(request, reply) {
      if (exempt.test(request.url)) return undefined;
      if (latency > 0) await wait(latency);
      for (const kind of active.size === 0 ? [] : kindsAnywhere) {
        const fault = take(kind, request, () => kind !== 'unauthorized' || request.headers.authorization !== undefined);
        if (fault && act(fault, reply, clock.now(), hanging)) return reply;
      }
      return undefined;
    },
    take,
  };
}

/** Acts a fault out; true when the request is answered with it. */
function act(fault: Fault, reply: FastifyReply, now: number, hanging: Set<FastifyReply>): boolean {
  switch (fault.kind) {
    case 'delay':
      holdAnswer(reply, fault.milliseconds);
      return false;
    case 'slow':
      slowBody(reply, fault.milliseconds, fault.chunks ?? 8);
      return false;
    case 'cut':
      cutBody(reply);
      return false;
    case 'cut-json':
      cutJson(reply);
      return false;
    case 'drop':
      reply.hijack();
      reply.raw.destroy();
      return true;
    case 'hang':
      reply.hijack();
      hanging.add(reply);
      reply.raw.once('close', () => hanging.delete(reply));
      return true;
    case 'unauthorized':
      sendUnauthorized(reply, now);
      return true;
    case 'throttle':
      sendThrottle(fault, reply, now);
      return true;
    case 'status':
      sendStatus(fault, reply, now);
      return true;
    default:
      sendHtml(reply);
      return true;
  }
}

function isMatch({ fault, path }: ActiveFault, { method, url }: FaultTarget): boolean {
  const wanted = fault.match?.method;
  if (wanted !== undefined && wanted.toUpperCase() !== method) return false;
  return path === undefined || url.includes(fault.match?.path as string) || path.test(url) || path.test(decoded(url));
}

/** Text that is no regular expression is only looked for as it is. */
function patternOf(source: string): RegExp | undefined {
  try {
    return new RegExp(source);
  } catch {
    return /(?!)/;
  }
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
