import { count, plural } from '../base/numbers.ts';

/** What a list is held against. */
export interface Evidence {
  /** What Graph counted around the list; null in a tenant that cannot count, as Azure AD B2C cannot. */
  counts: { before: number; after: number } | null;
  /** What came of reading all ids once more; null where Graph counts. */
  secondReading: SecondReading | null;
}

/** All ids, read a second time behind the list. */
export interface SecondReading {
  /** Distinct users. */
  users: number;
  /** Users of the second reading whom the list lacks, and who were there when it began. */
  notListed: number;
  /** Users of the list whom the second reading lacks. */
  onlyListed: number;
}

/** A list, and whether it agrees with what it is held against. */
export interface Reconciliation extends Evidence {
  /** Distinct users in the list. */
  listed: number;
  reconciled: boolean;
}

/**
 * Says whether a list agrees with the counts taken before and after it. People come and go while a list runs, so
 * everything between the two counts agrees. The counts are eventually consistent: agreement is strong evidence,
 * not proof.
 */
export function reconcile(before: number, after: number, listed: number): Reconciliation {
  const reconciled = listed >= Math.min(before, after) && listed <= Math.max(before, after);
  return { counts: { before, after }, secondReading: null, listed, reconciled };
}

/** The same for a list that is held against a second reading: both must have found the same users. */
export function reconcileWithItself(secondReading: SecondReading, listed: number): Reconciliation {
  const { notListed, onlyListed } = secondReading;
  return { counts: null, secondReading, listed, reconciled: notListed === 0 && onlyListed === 0 };
}

/** What a list is held against, as a noun. */
export function againstWhat({ counts }: Evidence): string {
  return counts === null ? 'a second reading of its ids' : 'the counts';
}

/** The evidence as a clause. @param after how counts name the moment behind the list: "after it" inside of a sentence */
export function evidenceText({ counts, secondReading }: Evidence, after = 'after'): string {
  if (counts !== null) return `Graph counted ${count(counts.before)} before and ${count(counts.after)} ${after}`;
  const { users = 0, notListed = 0, onlyListed = 0 } = secondReading ?? {};
  if (notListed === 0 && onlyListed === 0) {
    return `Graph does not count here, and reading all ids once more found the same ${plural(users, 'user')}`;
  }
  return `Graph does not count here, and reading all ids once more found ${plural(users, 'user')}, ${count(notListed)} whom the list lacks, and not ${count(onlyListed)} of the list`;
}
