import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../base/failure.ts';
import type { ArtifactFiles, ArtifactStore, EarlierArtifact, EarlierRun, Limits } from '../host.ts';
import type { Pace } from '../http/retry.ts';
import { createGitHubApi, type GitHubApi, type GitHubApiOptions, GitHubProblem } from './api.ts';
import { openArtifactZip } from './artifact-zip.ts';
import { maximumRuns, previousArtifacts } from './find-artifact.ts';
import { type ArtifactClient, publishArtifact } from './publish-artifact.ts';

export interface ArtifactStoreParts {
  env: Readonly<Record<string, string | undefined>>;
  /** Reads the artifacts of earlier runs; '' when the workflow gives none. */
  token: string;
  /** What the transport to Entra and Graph does not do: streams and redirections. */
  fetch: GitHubApiOptions['fetch'];
  pace: Pick<Pace, 'now' | 'sleep'>;
  /** Imports the client that uploads. */
  loadClient(): Promise<ArtifactClient>;
}

/** As much as a list of two million users comes to, in bytes. */
const largestZip = 2 * 1024 ** 3;

/** GitHub's artifacts: one service takes them, another hands out those of earlier runs. */
export function createArtifactStore({ env, token, fetch, pace, loadClient }: ArtifactStoreParts): ArtifactStore {
  const { GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: runId, GITHUB_API_URL: url = '' } = env;
  const { GITHUB_WORKFLOW_REF: workflowRef = '', GITHUB_REF_NAME: refName = '' } = env;
  const { now, sleep } = pace;
  const apiWithin = (limits: Limits) => createGitHubApi({ url, token, fetch, now, sleep, ...limits });
  return {
    maximumRuns,
    upload: (upload) => publishArtifact(loadClient, env, upload),
    find(name, limits) {
      if (!repository || !runId || !url) return undefined;
      if (token === '') throw new Failure('previous-forbidden', { reason: 'the input github-token is empty' });
      return inOurWords(previousArtifacts(apiWithin(limits), { repository, runId, workflowRef, refName }, name));
    },
    async download(artifact, folder, limits) {
      try {
        return await download(apiWithin(limits), `/repos/${repository}/actions/artifacts`, artifact, folder);
      } catch (error) {
        throw failureOf(error);
      }
    },
  };
}

async function* inOurWords(runs: AsyncIterable<EarlierRun>): AsyncGenerator<EarlierRun> {
  try {
    yield* runs;
  } catch (error) {
    throw failureOf(error);
  }
}

/** @returns undefined when the artifact has gone in the meantime */
async function download(
  api: GitHubApi,
  artifacts: string,
  { id, runId, bytes, sha256 }: EarlierArtifact,
  folder: string,
): Promise<ArtifactFiles | undefined> {
  const spoiled = (reason: string, cause?: unknown) => new Failure('previous-spoiled', { runId, reason }, cause);
  if (bytes > largestZip) throw spoiled('it is enormous');
  const path = join(folder, `previous-${id}.zip`);
  try {
    const got = await api.download(`${artifacts}/${id}/zip`, path, largestZip).catch(ifGone);
    if (got === undefined) {
      await rm(path, { force: true });
      return undefined;
    }
    if (sha256 !== undefined && got.sha256 !== sha256) throw spoiled('its SHA-256 is not the one that GitHub keeps');
    const zip = await openArtifactZip(path).catch((error: Error) => {
      throw spoiled(error.message, error);
    });
    return {
      ...zip,
      async close() {
        zip.close();
        await rm(path, { force: true });
      },
    };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** 404 and 410: deleted, or expired since it was listed. */
function ifGone(error: unknown): undefined {
  if (error instanceof GitHubProblem && (error.status === 404 || error.status === 410)) return undefined;
  throw error;
}

function failureOf(error: unknown): unknown {
  if (!(error instanceof GitHubProblem)) return error;
  // A private repository hides behind 404 what a token may not see.
  const forbidden = error.ofApi && [401, 403, 404].includes(error.status ?? 0);
  return new Failure(forbidden ? 'previous-forbidden' : 'previous-unavailable', { reason: error.message }, error);
}
