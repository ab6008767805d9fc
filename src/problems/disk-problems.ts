import type { ProblemRow } from './problem-row.ts';

/** What keeps files from being written. */
export const diskProblems: Readonly<Record<string, ProblemRow>> = {
  'disk-full': {
    what: 'The disk is full: {path} could not be written.',
    cause: 'The audit needs about 4 KiB a user for as long as it runs, and more with encrypt-to.',
    next: 'Free room on the runner, or point output-directory to a larger disk.',
  },
  'disk-refused': {
    what: '{path} could not be written ({reason}).',
    cause: 'Missing rights, or something else of that name is in the way.',
    next: 'Check output-directory.',
  },
  'folder-shared': {
    what: 'The list would not be safe in the output-directory {path}: {reason}.',
    cause: 'Whoever may write to a folder may put another file in the place of ours, which would then be published.',
    next: 'Take that right away (chmod go-w), name another folder, or leave output-directory empty.',
  },
  'file-changed': {
    what: 'Somebody changed {name} while it was being published.',
    cause: 'Another program on this runner writes to the files of this audit.',
    next: 'Look for what else runs there, and do not use an artifact of this run. Leave output-directory empty.',
  },
};
