import type { RunFacts } from '../host.ts';

/** The environment of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads what GitHub tells a job of its run.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/variables
 */
export function readRunFacts(env: Environment): RunFacts {
  const action = { repository: env.GITHUB_ACTION_REPOSITORY || null, ref: env.GITHUB_ACTION_REF || null };
  return {
    action,
    // The documentation of the very version that runs, where GitHub fetched it.
    docsBase: action.repository && action.ref ? `${serverUrl(env)}/${action.repository}/blob/${action.ref}/` : '',
    workflowRun: workflowRunOf(env),
    url: runUrl(env),
  };
}

function workflowRunOf(env: Environment): RunFacts['workflowRun'] {
  if (!env.GITHUB_RUN_ID) return null;
  return {
    repository: env.GITHUB_REPOSITORY ?? '',
    workflow: env.GITHUB_WORKFLOW ?? '',
    runId: env.GITHUB_RUN_ID,
    runAttempt: env.GITHUB_RUN_ATTEMPT ?? '',
    sha: env.GITHUB_SHA ?? '',
    ref: env.GITHUB_REF ?? '',
    actor: env.GITHUB_ACTOR ?? '',
  };
}

/** The page of this run; undefined outside of one. */
export function runUrl(env: Environment): string | undefined {
  const { GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  return repository && run ? `${serverUrl(env)}/${repository}/actions/runs/${run}` : undefined;
}

function serverUrl(env: Environment): string {
  return env.GITHUB_SERVER_URL || 'https://github.com';
}
