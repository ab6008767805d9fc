import type { ProblemRow } from './problem-row.ts';

/** What ends an audit before its list is whole, or makes the list doubtful. */
export const auditProblems: Readonly<Record<string, ProblemRow>> = {
  'time-limit': {
    what: 'The audit cannot go on within time-limit ({minutes} min). It stopped while {doing}. {progress}',
    cause: '{reason}',
    next: 'Raise time-limit if the directory needs longer. If Graph slowed the audit down, run it again later.',
  },
  cancelled: {
    what: 'The audit was stopped by {signal} while {doing}. {progress}',
    cause: 'The workflow run was cancelled, or the job reached its timeout-minutes.',
    next: 'Nothing was published that is not whole. Run it again; give the job more minutes than time-limit has.',
  },
  unreconciled: {
    what: '{headline}\nThe list does not agree with {against}: it holds {listed} users, while {evidence}. It was read {reads} times.',
    cause: 'The directory changes faster than it can be read, or the counts of Graph lag behind.',
    next: 'The evidence was published as it is, marked "reconciled": false. Run it again at a quiet hour. Such a list is never accepted, nor compared with.',
  },
};
