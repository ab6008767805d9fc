/** What Graph counted around a list, and what the list holds. */
export interface Reconciliation {
  countBefore: number;
  countAfter: number;
  /** Distinct users in the list. */
  listed: number;
  reconciled: boolean;
}

/**
 * Says whether a list agrees with the counts taken before and after it. People come and go while a list runs, so
 * everything between the two counts agrees. The counts are eventually consistent: agreement is strong evidence,
 * not proof.
 */
export function reconcile(countBefore: number, countAfter: number, listed: number): Reconciliation {
  const reconciled = listed >= Math.min(countBefore, countAfter) && listed <= Math.max(countBefore, countAfter);
  return { countBefore, countAfter, listed, reconciled };
}
