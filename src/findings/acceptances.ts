import type { Finding } from './finding.ts';

/** A finding that somebody decided to live with. */
export interface AcceptedFinding {
  rule: string;
  /** User id or userPrincipalName, or what else the finding is about. */
  user: string;
  reason: string;
  /** Last day on which it holds, in UTC: `2026-12-31`. */
  until: string;
  /** Where it stands in its file, from 1. */
  line: number;
}

/** Finds out which findings are accepted, and which acceptances are needed no more. */
export interface Acceptances {
  /** @returns the acceptance of a finding, whether it still holds or not */
  of(finding: Pick<Finding, 'rule' | 'user' | 'subject'>): { entry: AcceptedFinding; holds: boolean } | undefined;
  /** Those that matched no finding so far. */
  unmatched(): AcceptedFinding[];
  expired(): AcceptedFinding[];
}

/** @param today the day in UTC */
export function createAcceptances(entries: readonly AcceptedFinding[], today: string): Acceptances {
  const byKey = new Map<string, AcceptedFinding>();
  for (const entry of entries) {
    const key = keyOf(entry.rule, entry.user);
    byKey.set(key, longer(byKey.get(key), entry));
  }
  const matched = new Set<AcceptedFinding>();
  return {
    of({ rule, user, subject }) {
      const names = user ? [user.id, user.userPrincipalName ?? ''] : [subject];
      const entry = names
        .flatMap((name) => byKey.get(keyOf(rule, name)) ?? [])
        .reduce<AcceptedFinding | undefined>(longer, undefined);
      if (entry === undefined) return undefined;
      matched.add(entry);
      return { entry, holds: entry.until >= today };
    },
    unmatched: () => entries.filter((entry) => !matched.has(entry)),
    expired: () => entries.filter((entry) => matched.has(entry) && entry.until < today),
  };
}

/** Of two that accept the same, the one that holds longer counts; the other is needed no more. */
function longer(one: AcceptedFinding | undefined, other: AcceptedFinding): AcceptedFinding {
  return one === undefined || other.until > one.until ? other : one;
}

function keyOf(rule: string, user: string): string {
  return `${rule}\n${user.toLowerCase()}`;
}
