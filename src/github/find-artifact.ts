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
  workflow_run?: (ArtifactOrigin & { id?: number | null }) | null;
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
  const ahead = askAhead(api, actions, place, name);
  const { workflow, branch } = await whereabouts(api, actions, place);
  const trust = createRunTrust(api, place.repository, branch);
  for (let page = 1; page <= maximumPages; page += 1) {
    const known = page === 1 ? await ahead.runs(workflow, branch) : undefined;
    const runs = known ?? listIn<Run>(await api.get(runsPath(actions, workflow, branch, page)), 'workflow_runs');
    for (const run of runs) {
      const runId = String(run.id);
      if (runId === place.runId || run.conclusion !== 'success' || run.head_branch !== branch) continue;
      const why = await trust.whyNotRun(run);
      if (why !== undefined) {
        doubt(runId, why);
        continue;
      }
      const artifacts = (await ahead.artifactsOf(run)) ?? (await askArtifacts(api, `${actions}/runs/${runId}`, name));
      const found = artifactOf(artifacts, name, (artifact) => trust.whyNotArtifact(artifact, run));
      if (found.why !== undefined) doubt(runId, found.why);
      yield { runId, artifact: found.artifact && { ...found.artifact, runId }, expired: found.expired };
    }
    if (runs.length < runsOfAPage) return;
  }
}

function runsPath(actions: string, workflow: string, branch: string, page: number): string {
  const query = new URLSearchParams({ branch, status: 'success', per_page: String(runsOfAPage), page: String(page) });
  return `${actions}/workflows/${encodeURIComponent(workflow)}/runs?${query}`;
}

/** What was asked before it was known whether it would be wanted; undefined where it is of no use. */
interface Ahead {
  runs(workflow: string, branch: string): Promise<Run[] | undefined>;
  artifactsOf(run: Run): Promise<Artifact[] | undefined>;
}

/**
 * Asks for runs and artifacts beside the question which workflow and branch this run is of: one behind the other, each
 * costs a round trip that a small directory is read in. What comes of it is used where it is just what would be asked.
 * Source: https://docs.github.com/rest/actions/artifacts#list-artifacts-for-a-repository
 */
function askAhead(api: GitHubApi, actions: string, { workflowRef, refName }: RunPlace, name: string): Ahead {
  const file = workflowFile(workflowRef);
  if (file === undefined) return { runs: async () => undefined, artifactsOf: async () => undefined };
  const query = new URLSearchParams({ name, per_page: String(mostArtifacts) });
  const ofFile = api.get(runsPath(actions, file, refName, 1));
  ofFile.catch(() => {});
  const named = api.getOnce(`${actions}/artifacts?${query}`);
  return {
    async runs(workflow, branch) {
      if (branch !== refName) return undefined;
      // Where GitHub refuses it, for now or for good, it is not asked for the same once more.
      const answer = await ofFile.catch(unlessUnknown);
      const runs = answer === undefined ? [] : listIn<Run>(answer, 'workflow_runs');
      const isOurs = ({ workflow_id }: Run) => workflow === file || String(workflow_id) === workflow;
      // By a name GitHub might know another workflow, and an empty list does not tell of which it is.
      return runs.length > 0 && runs.every(isOurs) ? runs : undefined;
    },
    async artifactsOf(run) {
      const all = listOf<Artifact>(await named, 'artifacts') ?? [];
      const own = all.filter((artifact) => artifact.workflow_run?.id === run.id);
      // The newest stand first: what a full list leaves out is of the run that it ends with, or of older ones.
      const isWhole = all.length < mostArtifacts || all.at(-1)?.workflow_run?.id !== run.id;
      return own.length > 0 && isWhole ? own : undefined;
    },
  };
}

function unlessUnknown(error: unknown): undefined {
  if (!(error instanceof GitHubProblem) || error.status !== 404) throw error;
}

/** This run knows its workflow by number; where GitHub does not tell, its file name will do. */
async function whereabouts(api: GitHubApi, actions: string, place: RunPlace) {
  try {
    const run = await api.get<Partial<Run> | null>(`${actions}/runs/${place.runId}`);
    if (typeof run?.workflow_id !== 'number')
      throw new GitHubProblem('GitHub did not say which workflow this run is of');
    return { workflow: String(run.workflow_id), branch: run.head_branch ?? place.refName };
  } catch (error) {
    const file = workflowFile(place.workflowRef);
    if (!(error instanceof GitHubProblem) || error.status !== 404 || file === undefined) throw error;
    return { workflow: file, branch: place.refName };
  }
}

function workflowFile(workflowRef: string): string | undefined {
  return /\/([^/@]+\.ya?ml)@/.exec(workflowRef)?.[1];
}

/** An answer without its list is not an empty one: nobody may take it for a first audit. */
function listIn<T>(answer: unknown, name: string): T[] {
  const list = listOf<T>(answer, name);
  if (list) return list;
  throw new GitHubProblem(`GitHub answered without a list of ${name.replace('_', ' ')}`);
}

function listOf<T>(answer: unknown, name: string): T[] | undefined {
  const list = (answer as Record<string, unknown> | null | undefined)?.[name];
  const isThere = (item: { id?: unknown } | null) => typeof item?.id === 'number';
  return Array.isArray(list) && list.every(isThere) ? list : undefined;
}

const mostArtifacts = 100;

async function askArtifacts(api: GitHubApi, run: string, name: string): Promise<Artifact[]> {
  const query = new URLSearchParams({ name, per_page: String(mostArtifacts) });
  return listIn<Artifact>(await api.get(`${run}/artifacts?${query}`), 'artifacts');
}

/** Re-runs leave several artifacts of one name in a run: the newest counts. */
function artifactOf(
  artifacts: readonly Artifact[],
  name: string,
  whyNot: (artifact: Artifact) => string | undefined,
): { artifact: Omit<EarlierArtifact, 'runId'> | undefined; expired: boolean; why: string | undefined } {
  const named = artifacts.filter((artifact) => artifact.name === name);
  const left = named.filter((artifact) => !artifact.expired);
  const why = left.map(whyNot).find((reason) => reason !== undefined);
  const [newest] = left
    .filter((artifact) => whyNot(artifact) === undefined)
    // Times of one form, and of no language.
    .sort((a, b) => (madeAt(a) < madeAt(b) ? 1 : madeAt(a) > madeAt(b) ? -1 : b.id - a.id));
  if (newest === undefined) return { artifact: undefined, expired: named.length > 0, why };
  const sha256 = /^sha256:([0-9a-f]{64})$/.exec(newest.digest ?? '')?.[1];
  return { artifact: { id: String(newest.id), bytes: newest.size_in_bytes, sha256 }, expired: false, why };
}

function madeAt({ created_at: time }: Artifact): string {
  return String(time);
}
