import type { ProblemRow } from './problem-row.ts';

/** What is wrong with the inputs. */
export const inputProblems: Readonly<Record<string, ProblemRow>> = {
  'input-wrong': {
    what: 'Input "{input}" is {got}; it takes {takes}.{hint}',
    cause: 'A typing error in the workflow, or a variable or secret that is not available to this run.',
    next: 'Correct the "with:" block of the step.',
  },
  'input-file-missing': {
    what: 'Input "{input}" is {got}; it takes {takes}.{hint}',
    cause:
      'The repository was not checked out before this step, or another step has not put the file there yet, or the path is another one. Relative paths begin at the workspace.',
    next: 'Put "- uses: actions/checkout" (by its commit) before this step, with permissions: contents: read for the job; or correct the path.',
  },
  'input-file-wrong': {
    what: 'Input "{input}" is {got}; it takes {takes}.{hint}',
    cause: 'The file that the input names is not what it should be, or the input names another one.',
    next: 'Correct the file, or the path in the "with:" block of the step. Nothing was sent anywhere yet.',
  },
  'inputs-wrong': {
    what: '{number} inputs are wrong:{list}',
    cause:
      'Typing errors in the workflow, variables and secrets that are not available to this run, or files of a repository that was not checked out.',
    next: 'Correct the "with:" block of the step; nothing was sent anywhere yet.{next}',
  },
};
