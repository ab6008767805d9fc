import type { ProblemRow } from './problem-row.ts';

/** What is wrong with the inputs. */
export const inputProblems: Readonly<Record<string, ProblemRow>> = {
  'input-wrong': {
    what: 'Input "{input}" is {got}; it takes {takes}.{hint}',
    cause: 'A typing error in the workflow, or a variable or secret that is not available to this run.',
    next: 'Correct the "with:" block of the step.',
  },
  'inputs-wrong': {
    what: '{number} inputs are wrong:{list}',
    cause: 'Typing errors in the workflow, or variables and secrets that are not available to this run.',
    next: 'Correct the "with:" block of the step; nothing was sent anywhere yet.',
  },
};
