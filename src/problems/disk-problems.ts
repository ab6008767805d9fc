import type { ProblemRow } from './problem-row.ts';

/** What keeps files from being written. */
export const diskProblems: Readonly<Record<string, ProblemRow>> = {
  'disk-full': {
    what: 'The disk is full: {path} could not be written.',
    cause: 'The list needs about 2 KiB a user for as long as it is being made.',
    next: 'Free room on the runner, or point output-directory to a larger disk.',
  },
  'disk-refused': {
    what: '{path} could not be written ({reason}).',
    cause: 'Missing rights, or something else of that name is in the way.',
    next: 'Check output-directory.',
  },
};
