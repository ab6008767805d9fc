import { isRawNumber } from '../base/lossless-json.ts';
import type { GraphUser } from '../users/user-type.ts';
import type { Finding } from './finding.ts';

/** A finding, or a class of them, that somebody decided to live with. */
export interface AcceptedFinding {
  rule: string;
  /** User id or userPrincipalName, or what else the finding is about; undefined where a class is accepted. */
  user?: string;
  /** In place of a user: everybody of whom all of it is true. */
  where?: UserClass;
  reason: string;
  /** Last day on which it holds, in UTC: `2026-12-31`. */
  until: string;
  /** Where it stands in its file, from 1. */
  line: number;
}

/** Values of properties, of which one is enough; null is no value. */
export type UserClass = Readonly<Record<string, readonly (string | null)[]>>;

/** Finds out which findings are accepted, and which acceptances are needed no more. */
export interface Acceptances {
  /**
   * @param classes what {@link ClassesOf} told of the user
   * @returns the acceptance of a finding, whether it still holds or not
   */
  of(
    finding: Pick<Finding, 'rule' | 'user' | 'subject'>,
    classes?: readonly number[],
  ): { entry: AcceptedFinding; holds: boolean } | undefined;
  /** Those that matched no finding so far. */
  unmatched(): AcceptedFinding[];
  expired(): AcceptedFinding[];
}

/** Tells, by their places, which acceptances of a class of a rule's findings a user belongs to. */
export type ClassesOf = (rule: string, user: GraphUser) => number[];

/** @param today the day in UTC */
export function createAcceptances(entries: readonly AcceptedFinding[], today: string): Acceptances {
  const byKey = new Map<string, AcceptedFinding>();
  for (const entry of entries) {
    if (entry.user === undefined) continue;
    const key = keyOf(entry.rule, entry.user);
    byKey.set(key, longer(byKey.get(key), entry));
  }
  const matched = new Set<AcceptedFinding>();
  const outrun = new Set<AcceptedFinding>();
  return {
    of({ rule, user, subject }, classes = []) {
      if (entries.length === 0) return undefined;
      const names = user ? [user.id, user.userPrincipalName ?? ''] : [subject];
      const named = names
        .flatMap((name) => byKey.get(keyOf(rule, name)) ?? [])
        .reduce<AcceptedFinding | undefined>(longer, undefined);
      const entry = classes.map((place) => entries[place] as AcceptedFinding).reduce(longer, named);
      if (entry === undefined) return undefined;
      const holds = entry.until >= today;
      // A class has matched whoever belongs to it, accepted by name or not.
      for (const place of classes) matched.add(entries[place] as AcceptedFinding);
      matched.add(entry);
      if (!holds) outrun.add(entry);
      return { entry, holds };
    },
    unmatched: () => entries.filter((entry) => !matched.has(entry)),
    expired: () => entries.filter((entry) => outrun.has(entry)),
  };
}

/** Asked while users come by: a finding alone knows little of its user. */
export function createClasses(entries: readonly AcceptedFinding[]): ClassesOf {
  const byRule = new Map<string, { place: number; where: UserClass }[]>();
  for (const [place, { rule, where }] of entries.entries()) {
    if (where !== undefined) byRule.set(rule, [...(byRule.get(rule) ?? []), { place, where }]);
  }
  return (rule, user) => {
    const classes = byRule.get(rule) ?? [];
    return classes.filter(({ where }) => belongsTo(user, where)).map(({ place }) => place);
  };
}

function belongsTo(user: GraphUser, where: UserClass): boolean {
  return Object.entries(where).every(([property, values]) => isOneOf(user[property], values));
}

/** Of a property with several values one is enough as well. */
function isOneOf(value: unknown, wanted: readonly (string | null)[]): boolean {
  if (Array.isArray(value))
    return value.length === 0 ? wanted.includes(null) : value.some((one) => isOneOf(one, wanted));
  if (value === null || value === undefined || value === '') return wanted.includes(null);
  // YAML as people write it has False and TRUE as well.
  if (typeof value === 'boolean') return wanted.some((text) => text?.toLowerCase() === String(value));
  if (isRawNumber(value)) return wanted.includes(JSON.stringify(value));
  return typeof value === 'object' ? false : wanted.includes(String(value));
}

/** Of two that accept the same, the one that holds longer counts; the other is needed no more. */
function longer(one: AcceptedFinding | undefined, other: AcceptedFinding): AcceptedFinding {
  return one === undefined || other.until > one.until ? other : one;
}

function keyOf(rule: string, user: string): string {
  return `${rule}\n${user.toLowerCase()}`;
}
