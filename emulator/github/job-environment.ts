import type { Repository, WorkflowRun } from './workflow-run.ts';

/**
 * The environment variables by which a job knows its run and GitHub's services; the runner adds files and folders.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/variables#default-environment-variables
 *
 * @param services.origin where all services listen
 * @param services.jobToken the job's token for results and OIDC
 * @param services.idToken whether the workflow has `id-token: write`
 * @param services.retentionDays for how long the repository keeps artifacts, and the most that may be asked for
 */
export function jobEnvironment(
  run: WorkflowRun,
  services: { origin: string; jobToken: string; idToken: boolean; retentionDays: number },
): Record<string, string> {
  const { origin, jobToken, idToken, retentionDays } = services;
  return {
    ACTIONS_RUNTIME_URL: `${origin}/`,
    ACTIONS_RUNTIME_TOKEN: jobToken,
    ACTIONS_RESULTS_URL: `${origin}/`,
    ...(idToken
      ? {
          ACTIONS_ID_TOKEN_REQUEST_URL: `${origin}/oidc/token?api-version=2.0`,
          ACTIONS_ID_TOKEN_REQUEST_TOKEN: jobToken,
        }
      : {}),
    GITHUB_ACTOR: run.actor,
    GITHUB_ACTOR_ID: String(run.actorId),
    GITHUB_API_URL: `${origin}/api/v3`,
    GITHUB_BASE_REF: '',
    GITHUB_EVENT_NAME: run.eventName,
    GITHUB_GRAPHQL_URL: `${origin}/api/graphql`,
    GITHUB_HEAD_REF: '',
    GITHUB_JOB: 'audit',
    GITHUB_REF: run.ref,
    GITHUB_REF_NAME: run.ref.replace(/^refs\/(heads|tags)\//, ''),
    GITHUB_REF_PROTECTED: 'false',
    GITHUB_REF_TYPE: run.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    ...repositoryVariables(run.repository),
    GITHUB_RETENTION_DAYS: String(retentionDays),
    GITHUB_RUN_ATTEMPT: String(run.attempt),
    GITHUB_RUN_ID: String(run.id),
    GITHUB_RUN_NUMBER: String(run.number),
    // The artifact client takes any other host that is not github.com for a GitHub Enterprise Server, and refuses it.
    GITHUB_SERVER_URL: `http://github.localhost:${new URL(origin).port}`,
    GITHUB_SHA: run.sha,
    GITHUB_TRIGGERING_ACTOR: run.actor,
    GITHUB_WORKFLOW: run.workflow.name,
    GITHUB_WORKFLOW_REF: `${run.repository.owner}/${run.repository.name}/${run.workflow.path}@${run.ref}`,
    GITHUB_WORKFLOW_SHA: run.sha,
  };
}

function repositoryVariables({ owner, name, id, ownerId }: Repository): Record<string, string> {
  return {
    GITHUB_REPOSITORY: `${owner}/${name}`,
    GITHUB_REPOSITORY_ID: String(id),
    GITHUB_REPOSITORY_OWNER: owner,
    GITHUB_REPOSITORY_OWNER_ID: String(ownerId),
  };
}
