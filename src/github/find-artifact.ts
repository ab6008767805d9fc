import type { EarlierArtifact, EarlierRun } from '../host.ts';
import { type GitHubApi, GitHubProblem } from './api.ts';
import { type ArtifactOrigin, createRunTrust, type RunOrigin } from './run-trust.ts';

/** Where this job stands, from the variables of its run. */
export interface RunPlace {
  /** `owner/name` */
  repository: string;
  runId: string;
  /** `owner/name/.github/workflows/audit.yml@refs/heads/main` */
  workflowRef: string;
  /** Short name of the branch or tag. */
  refName: string;
}

interface Run extends RunOrigin {
  id: number;
  workflow_id: number;
  head_branch: string | null;
  conclusion: string | null;
}

interface Artifact {
  id: number;
  name: string;
  size_in_bytes: number;
  digest?: string | null;
  expired: boolean;
  created_at: string | null;
  workflow_run?: ArtifactOrigin | null;
}

const runsOfAPage = 30;
/** Four pages of runs: a daily audit keeps its artifacts for 90 days, and older ones have none any more. */
const maximumPages = 4;
export const maximumRuns = maximumPages * runsOfAPage;

/**
 * Goes through the successful runs of this run's workflow on this run's branch, newest first, with the artifact of a
 * name that each has or has no more.
 * Only what nobody but this repository's own writers could have made is taken: whoever opens a pull request may run a
 * workflow under a branch's name.
 * Source: https://docs.github.com/rest/actions/workflow-runs#list-workflow-runs-for-a-workflow
 *
 * @param doubt told of each run that is looked past, or whose artifact is, and why: the end of a sentence
 * @throws GitHubProblem
 */
export async function* previousArtifacts(
  api: GitHubApi,
  place: RunPlace,
  name: string,
  doubt: (runId: string, why: string) => void = () => {},
): AsyncGenerator<EarlierRun> {
  const actions = `/repos/${place.repository}/actions`;
  const { workflow, branch } = await whereabouts(api, actions, place);
  const trust = createRunTrust(api, place.repository, branch);
  for (let page = 1; page <= maximumPages; page += 1) {
    const query = new URLSearchParams({
      branch,
      status: 'success',
      per_page: String(runsOfAPage),
      page: String(page),
    });
    const path = `${actions}/workflows/${encodeURIComponent(workflow)}/runs?${query}`;
    const runs = listIn<Run>(await api.get(path), 'workflow_runs');
    for (const run of runs) {
      const runId = String(run.id);
      if (runId === place.runId || run.conclusion !== 'success' || run.head_branch !== branch) continue;
      const why = await trust.whyNotRun(run);
      if (why !== undefined) {
        doubt(runId, why);
        continue;
      }
      const found = await artifactOf(api, `${actions}/runs/${runId}/artifacts`, name, (artifact) =>
        trust.whyNotArtifact(artifact, run),
      );
      if (found.why !== undefined) doubt(runId, found.why);
      yield { runId, artifact: found.artifact && { ...found.artifact, runId }, expired: found.expired };
    }
    if (runs.length < runsOfAPage) return;
  }
}

/** This run knows its workflow by number; where GitHub does not tell, its file name will do. */
async function whereabouts(api: GitHubApi, actions: string, place: RunPlace) {
  try {
    const run = await api.get<Partial<Run> | null>(`${actions}/runs/${place.runId}`);
    if (typeof run?.workflow_id !== 'number')
      throw new GitHubProblem('GitHub did not say which workflow this run is of');
    return { workflow: String(run.workflow_id), branch: run.head_branch ?? place.refName };
  } catch (error) {
    const file = /\/([^/@]+\.ya?ml)@/.exec(place.workflowRef)?.[1];
    if (!(error instanceof GitHubProblem) || error.status !== 404 || file === undefined) throw error;
    return { workflow: file, branch: place.refName };
  }
}

/** An answer without its list is not an empty one: nobody may take it for a first audit. */
function listIn<T>(answer: unknown, name: string): T[] {
  const list = (answer as Record<string, unknown> | null)?.[name];
  const isThere = (item: { id?: unknown } | null) => typeof item?.id === 'number';
  if (Array.isArray(list) && list.every(isThere)) return list;
  throw new GitHubProblem(`GitHub answered without a list of ${name.replace('_', ' ')}`);
}

/** Re-runs leave several artifacts of one name in a run: the newest counts. */
async function artifactOf(
  api: GitHubApi,
  path: string,
  name: string,
  whyNot: (artifact: Artifact) => string | undefined,
): Promise<{ artifact: Omit<EarlierArtifact, 'runId'> | undefined; expired: boolean; why: string | undefined }> {
  const query = new URLSearchParams({ name, per_page: '100' });
  const artifacts = listIn<Artifact>(await api.get(`${path}?${query}`), 'artifacts');
  const named = artifacts.filter((artifact) => artifact.name === name);
  const left = named.filter((artifact) => !artifact.expired);
  const why = left.map(whyNot).find((reason) => reason !== undefined);
  const [newest] = left
    .filter((artifact) => whyNot(artifact) === undefined)
    .sort((a, b) => String(b.created_at).localeCompare(String(a.created_at)) || b.id - a.id);
  if (newest === undefined) return { artifact: undefined, expired: named.length > 0, why };
  const sha256 = /^sha256:([0-9a-f]{64})$/.exec(newest.digest ?? '')?.[1];
  return { artifact: { id: String(newest.id), bytes: newest.size_in_bytes, sha256 }, expired: false, why };
}
