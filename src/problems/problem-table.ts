import { auditProblems } from './audit-problems.ts';
import { certificateProblems } from './certificate-problems.ts';
import { comparisonProblems } from './comparison-problems.ts';
import { diskProblems } from './disk-problems.ts';
import { signInProblems } from './entra-problems.ts';
import { exposureProblems } from './exposure-problems.ts';
import { graphProblems } from './graph-problems.ts';
import { inputProblems } from './input-problems.ts';
import { networkProblems } from './network-problems.ts';
import type { ProblemRow } from './problem-row.ts';
import { publishingProblems } from './publishing-problems.ts';

/**
 * Every failure that a user can meet, by our own code, by AADSTS number or by Graph's error code. The messages in
 * the log and docs/troubleshooting.md are both made from this table, in its order.
 */
export const problemTable: Readonly<Record<string, ProblemRow>> = {
  ...inputProblems,
  ...certificateProblems,
  ...exposureProblems,
  ...signInProblems,
  ...graphProblems,
  ...networkProblems,
  ...auditProblems,
  ...publishingProblems,
  ...diskProblems,
  ...comparisonProblems,
  unexpected: {
    what: 'Something happened that should not be possible: {reason}',
    cause: 'A defect of this Action.',
    next: 'Please report it, with the log of a run that has debug logging switched on (ACTIONS_STEP_DEBUG).',
  },
};
