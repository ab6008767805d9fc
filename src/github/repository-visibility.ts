import type { Limits, RepositoryVisibility } from '../host.ts';
import type { Pace } from '../http/retry.ts';
import { createGitHubApi, type GitHubApiOptions, GitHubProblem } from './api.ts';
import { repositoryOfEvent } from './event-payload.ts';
import type { Environment } from './run-facts.ts';

export interface VisibilityParts {
  env: Environment;
  /** '' when the workflow gives none: a public repository says of itself that it is. */
  token: string;
  fetch: GitHubApiOptions['fetch'];
  pace: Pick<Pace, 'now' | 'sleep'>;
  /** Told before a wait that people would wonder about. */
  say?(text: string): void;
}

/** Milliseconds: without an answer there may be no list at all, so GitHub is asked once more than for an earlier one. */
const waits = [1_000, 3_000, 6_000];
/**
 * Milliseconds without a byte: GitHub gives up its own work after as many.
 * Source: https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api#timeouts
 */
const silence = 10_000;

/**
 * Who can read the repository that this job is a run of. GitHub is asked; where it does not tell, the payload of the
 * event does, as far as it can be believed.
 *
 * @returns undefined outside of a job; never throws but when the audit must stop
 */
export async function repositoryVisibility(
  parts: VisibilityParts,
  limits: Limits,
): Promise<RepositoryVisibility | undefined> {
  const { env } = parts;
  const { GITHUB_REPOSITORY: repository = '', GITHUB_RUN_ID: run, ACTIONS_RUNTIME_TOKEN: token } = env;
  if (!repository && !run && !token) return undefined;
  const asked = await askGitHub(parts, repository, limits);
  if (!('reason' in asked)) return { ...asked, repository };
  const told = await visibilityOfEvent(env, repository);
  const named = repository || '(without a name)';
  if (!('reason' in told)) return { ...told, repository: named, reason: asked.reason };
  return { visibility: 'unknown', repository: named, reason: `${asked.reason}; ${told.reason}` };
}

type Answer = Pick<RepositoryVisibility, 'visibility'> | { reason: string };

/** Source: https://docs.github.com/rest/repos/repos#get-a-repository */
async function askGitHub(parts: VisibilityParts, repository: string, limits: Limits): Promise<Answer> {
  const { env, token, fetch, say } = parts;
  const { now, sleep } = parts.pace;
  const url = env.GITHUB_API_URL ?? '';
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) return { reason: 'GITHUB_REPOSITORY does not name it' };
  if (!URL.canParse(url)) return { reason: 'GITHUB_API_URL does not say where to ask' };
  // A server that sends a byte now and then must not use up the time that the list needs.
  const late = AbortSignal.timeout(Math.max(0, limits.deadline - now()));
  const signal = AbortSignal.any([limits.signal, late]);
  const aim = `who can read ${repository} is asked`;
  const api = createGitHubApi({
    ...{ url, token, fetch, now, sleep, aim, waits, silence, signal },
    deadline: limits.deadline,
    ...(say && { say }),
  });
  try {
    const visibility = visibilityIn(await api.get(`/repos/${repository}`));
    return visibility ? { visibility } : { reason: 'GitHub answered without saying it' };
  } catch (error) {
    limits.signal.throwIfAborted();
    if (late.aborted) return { reason: 'GitHub did not answer in time' };
    return { reason: error instanceof GitHubProblem ? error.message : (error as Error).message };
  }
}

/**
 * A payload is as old as the first attempt of its run, which may be run again for 30 days: what was private then may
 * be public by now. That it was public is believed in any case.
 * Source: https://docs.github.com/actions/how-tos/manage-workflow-runs/re-run-workflows-and-jobs
 */
async function visibilityOfEvent(env: Environment, repository: string): Promise<Answer> {
  const told = await repositoryOfEvent(env);
  if ('reason' in told) return told;
  const { full_name: name } = told.repository as { full_name?: unknown };
  if (typeof name === 'string' && name.toLowerCase() !== repository.toLowerCase()) {
    return { reason: "the event's payload is of another repository" };
  }
  const visibility = visibilityIn(told.repository);
  if (visibility === undefined) return { reason: "the event's payload does not say it" };
  if (visibility !== 'public' && env.GITHUB_RUN_ATTEMPT !== '1') {
    return { reason: `the event's payload is older than this attempt (${env.GITHUB_RUN_ATTEMPT}) of the run` };
  }
  return { visibility };
}

/**
 * Reads GitHub's description of a repository. Of two fields that contradict each other the more open one counts;
 * `visibility` is missing where a server is old, and `private` is true of internal repositories as well.
 */
function visibilityIn(description: unknown): Exclude<RepositoryVisibility['visibility'], 'unknown'> | undefined {
  const { visibility, private: isPrivate } = (description ?? {}) as { visibility?: unknown; private?: unknown };
  if (visibility === 'public' || isPrivate === false) return 'public';
  if (visibility === 'internal' || visibility === 'private') return visibility;
  return isPrivate === true ? 'not-public' : undefined;
}
