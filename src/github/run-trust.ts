import { type GitHubApi, GitHubProblem } from './api.ts';

/** What GitHub tells of where a run comes from. Nothing of it is taken for granted: a fork may be deleted. */
export interface RunOrigin {
  event?: string | null;
  repository?: { id?: number | null } | null;
  head_repository?: { id?: number | null } | null;
}

/** The same of an artifact. */
export interface ArtifactOrigin {
  repository_id?: number | null;
  head_repository_id?: number | null;
}

/** Both answer with the end of a sentence, or with undefined where nobody but this repository's writers made it. */
export interface RunTrust {
  whyNotRun(run: RunOrigin): Promise<string | undefined>;
  whyNotArtifact(artifact: { workflow_run?: ArtifactOrigin | null }, run: RunOrigin): string | undefined;
}

/**
 * Events that only this repository's writers cause, and that run what stands on the branch.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */
const ownEvents = ['schedule', 'workflow_dispatch', 'repository_dispatch', 'push'];

/** Of these the branch's name may be a tag's: whoever may push a tag brings his own workflow along. */
const eventsOfTags = ['workflow_dispatch', 'push'];

/**
 * Judges whose work an earlier run is.
 *
 * @param repository `owner/name`
 * @param branch its short name
 */
export function createRunTrust(api: GitHubApi, repository: string, branch: string): RunTrust {
  let tag: Promise<boolean | undefined> | undefined;
  return {
    async whyNotRun(run) {
      const [own, head] = [run.repository?.id, run.head_repository?.id];
      if (!isId(own) || !isId(head)) return 'GitHub does not say which repository it is from';
      if (own !== head) return 'it is from a fork';
      if (!ownEvents.includes(run.event ?? '')) return `its event is ${nameOf(run.event)}, which others can cause`;
      if (!eventsOfTags.includes(run.event ?? '')) return undefined;
      tag ??= isTag(api, repository, branch);
      const isThere = await tag;
      if (isThere) return 'a tag has the name of the branch, and GitHub does not say which of the two it is of';
      // Who starts a run by hand chooses the branch among those that are there; a push of a tag does so by itself.
      return isThere === undefined && run.event === 'push'
        ? 'it is of a push, and whether that was of a tag of this name cannot be seen without "contents: read"'
        : undefined;
    },
    whyNotArtifact({ workflow_run: made }, run) {
      const [own, head] = [made?.repository_id, made?.head_repository_id];
      if (!isId(own) || !isId(head)) return 'GitHub does not say which repository its artifact is from';
      return own === head && own === run.repository?.id ? undefined : 'its artifact is from a fork';
    },
  };
}

/** Null, 0 and nothing at all are what GitHub says of a repository that it does not know any more. */
function isId(id: unknown): id is number {
  return typeof id === 'number' && id > 0;
}

/** Only what looks like the name of an event is printed. */
function nameOf(event: unknown): string {
  return typeof event === 'string' && /^[a-z_]{1,40}$/.test(event) ? event : 'unknown';
}

/**
 * Whether there is a tag of a name: a run's `head_branch` is a tag's name as well as a branch's, and nothing else in a
 * run tells which. The answer lists all that begin so, in their order: the name itself stands first.
 * Source: https://docs.github.com/rest/git/refs#list-matching-references
 *
 * @returns undefined where that cannot be known, as without `contents: read`
 */
async function isTag(api: GitHubApi, repository: string, name: string): Promise<boolean | undefined> {
  const path = name.split('/').map(encodeURIComponent).join('/');
  try {
    const refs = await api.get<unknown>(`/repos/${repository}/git/matching-refs/tags/${path}`);
    const isRef = (ref: { ref?: unknown } | null) => typeof ref?.ref === 'string';
    if (!Array.isArray(refs) || !refs.every(isRef)) return undefined;
    return refs.some(({ ref }) => ref === `refs/tags/${name}`);
  } catch (error) {
    if (error instanceof GitHubProblem) return undefined;
    throw error;
  }
}
