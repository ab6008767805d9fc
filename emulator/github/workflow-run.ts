import type { Identifiers } from '../directory/identifiers.ts';

export interface Repository {
  owner: string;
  name: string;
  /** GitHub's own numbers, which stay the same when the names change. */
  id: number;
  ownerId: number;
  visibility: 'public' | 'private' | 'internal';
}

/** How a run's OIDC subject is written: with names alone, with names and ids, or as the given text. */
export type SubjectForm = 'classic' | 'immutable' | { text: string };

/** One run of a workflow with one job. */
export interface WorkflowRun {
  id: number;
  number: number;
  attempt: number;
  repository: Repository;
  workflow: { id: number; name: string; path: string };
  /** Full form: `refs/heads/main`. */
  ref: string;
  sha: string;
  actor: string;
  actorId: number;
  eventName: string;
  /** Name of the deployment environment that the job names; it takes the ref's place in the subject. */
  environment: string | undefined;
  subject: SubjectForm;
  /** The ids by which the results service knows the run and its job. */
  backendId: string;
  jobBackendId: string;
  status: 'in_progress' | 'completed';
  conclusion: 'success' | 'failure' | 'cancelled' | null;
  /** Id of the repository that the code comes from: a fork's for a pull request from there, null when that has gone. */
  headRepositoryId: number | null;
  /** Milliseconds since the epoch. */
  createdAt: number;
}

export type RunOptions = Partial<
  Pick<
    WorkflowRun,
    'ref' | 'sha' | 'actor' | 'eventName' | 'environment' | 'subject' | 'workflow' | 'attempt' | 'headRepositoryId'
  >
>;

/** What a run is like of which nobody says anything else. */
export const defaults = {
  attempt: 1,
  workflow: { id: 161335, name: 'Audit', path: '.github/workflows/audit.yml' },
  ref: 'refs/heads/main',
  sha: 'ffac537e6cbbf934b08745a378932722df287a53',
  actor: 'octocat',
  eventName: 'schedule',
  environment: undefined,
  subject: 'classic',
} as const;

/** @param sequence counts the repository's runs from 1 */
export function createRun(
  repository: Repository,
  sequence: number,
  context: { identifiers: Identifiers; now: number },
  options: RunOptions = {},
): WorkflowRun {
  return {
    ...defaults,
    headRepositoryId: repository.id,
    ...options,
    id: 9_000_000_000 + sequence,
    number: sequence,
    repository,
    actorId: 583231,
    backendId: context.identifiers.guid(),
    jobBackendId: context.identifiers.guid(),
    status: 'in_progress',
    conclusion: null,
    createdAt: context.now,
  };
}

/**
 * The `sub` claim of the OIDC token of a run with these options.
 * Source: https://docs.github.com/actions/reference/security/oidc#example-subject-claims
 */
export function subjectOf({ owner, name, ownerId, id }: Repository, options: RunOptions = {}): string {
  const run = { ...defaults, ...options };
  if (typeof run.subject === 'object') return run.subject.text;
  const repository = run.subject === 'immutable' ? `${owner}@${ownerId}/${name}@${id}` : `${owner}/${name}`;
  return `repo:${repository}:${contextOf(run)}`;
}

function contextOf(run: Pick<WorkflowRun, 'environment' | 'eventName' | 'ref'>): string {
  if (run.environment !== undefined) return `environment:${run.environment}`;
  return run.eventName === 'pull_request' ? 'pull_request' : `ref:${run.ref}`;
}
