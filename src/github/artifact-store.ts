import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, type FailureCode } from '../base/failure.ts';
import type { ArtifactFiles, ArtifactStore, EarlierArtifact, EarlierRun, Limits } from '../host.ts';
import type { Pace } from '../http/retry.ts';
import type { Transport } from '../http/transport.ts';
import { createGitHubApi, type GitHubApi, type GitHubApiOptions, GitHubProblem } from './api.ts';
import { openArtifactZip } from './artifact-zip.ts';
import { maximumRuns, previousArtifacts } from './find-artifact.ts';
import { publishArtifact, whyNoUploads, withdrawArtifact } from './publish-artifact.ts';
import type { RefusalKind } from './refusal.ts';
import { beginZip } from './zip-files.ts';

export interface ArtifactStoreParts {
  env: Readonly<Record<string, string | undefined>>;
  /** Reads the artifacts of earlier runs; '' when the workflow gives none. */
  token: string;
  /** What the transport does not do: streams and redirections. */
  fetch: GitHubApiOptions['fetch'];
  transport: Transport;
  pace: Pick<Pace, 'now' | 'random' | 'sleep'>;
  /** Told what people would wonder about while they wait. */
  say?(text: string): void;
  /** Keeps a secret out of the log. */
  mask(secret: string): void;
}

/** As much as a list of two million users comes to, in bytes. */
const largestZip = 2 * 1024 ** 3;

/** GitHub's artifacts: one service takes them, another hands out those of earlier runs. */
export function createArtifactStore(parts: ArtifactStoreParts): ArtifactStore {
  const { env, token, fetch, transport, pace, say, mask } = parts;
  const { GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: runId, GITHUB_API_URL: url = '' } = env;
  const { GITHUB_WORKFLOW_REF: workflowRef = '', GITHUB_REF_NAME: refName = '' } = env;
  const { now, sleep } = pace;
  const apiWithin = (limits: Limits) =>
    createGitHubApi({ url, token, fetch, now, sleep, ...(say && { say }), ...limits });
  const uploadParts = { env, transport, pace: { ...pace, say }, mask };
  return {
    maximumRuns,
    opensUnzipped: true,
    whyNoUploads: () => whyNoUploads(env),
    upload: (upload) => publishArtifact(uploadParts, upload),
    pack: (places) => beginZip(places, now),
    withdraw: ({ name }) => withdrawArtifact(uploadParts, name),
    find(name, limits, onDoubt) {
      if (!repository || !runId || !url) return undefined;
      if (token === '') throw new Failure('previous-token-refused', { reason: 'it is empty' });
      const place = { repository, runId, workflowRef, refName };
      return inOurWords(previousArtifacts(apiWithin(limits), place, name, onDoubt));
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

/** Which row of the table of problems tells why GitHub refused. */
const codes: Readonly<Record<RefusalKind, FailureCode>> = {
  limit: 'previous-limited',
  token: 'previous-token-refused',
  permission: 'previous-forbidden',
  policy: 'previous-policy',
  blocked: 'previous-blocked',
  other: 'previous-unavailable',
};

function failureOf(error: unknown): unknown {
  if (!(error instanceof GitHubProblem)) return error;
  const { kind, message, endsAt } = error;
  const until =
    endsAt === undefined
      ? 'GitHub does not say when it ends, and wants a minute at least'
      : `it ends at ${dateTime(endsAt)}`;
  return new Failure(codes[kind], { reason: kind === 'limit' ? `${message}; ${until}` : message }, error);
}

/** No later than dates go. */
const lastDate = 8.64e15;

function dateTime(milliseconds: number): string {
  return new Date(Math.min(milliseconds, lastDate)).toISOString().replace(/\.\d+Z$/, 'Z');
}
