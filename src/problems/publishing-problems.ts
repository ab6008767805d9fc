import type { ProblemRow } from './problem-row.ts';

/** What keeps the list from being handed on, although it is whole. */
export const publishingProblems: Readonly<Record<string, ProblemRow>> = {
  'users-output-too-large': {
    what: 'The list is {kib} KiB as JSON; an output takes 900 KiB at the most.',
    cause: 'Outputs are made for small directories.',
    next: 'Use publish: artifact, or select fewer properties. The files are in {directory}.',
  },
  'artifact-unavailable': {
    what: 'The list was not published: this run has no artifact service (ACTIONS_RUNTIME_TOKEN or ACTIONS_RESULTS_URL is missing).',
    cause: 'The Action runs outside of a GitHub Actions job.',
    next: 'Use publish: none and take the files from {directory}.',
  },
  'artifact-name-taken': {
    what: 'The list was not published: this run already has an artifact named "{artifactName}".',
    cause:
      'Another job of a matrix, or another step, has published under the same name. Names are unique within a run.',
    next: 'Give each its own artifact-name, for example with the matrix value in it. The files are in {directory}.',
  },
  'artifact-refused': {
    what: 'The list was not published as an artifact: {reason}',
    cause: "GitHub's artifact service did not take it: a fault, a quota, or a name that is not allowed.",
    next: 'Read the reason; then run it again. Nothing is lost: the files are in {directory}.',
  },
};
