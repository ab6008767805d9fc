import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../base/failure.ts';
import { duration } from '../base/numbers.ts';
import { guardDisk } from '../disk/output-folder.ts';
import { type AuditScope, longestManifest, readPastManifest, whyNotComparable } from '../evidence/past-manifest.ts';
import { createGitHubApi, type GitHubApi, GitHubProblem } from '../github/api.ts';
import { openArtifactZip } from '../github/artifact-zip.ts';
import { maximumRuns, type PreviousArtifact, previousArtifacts } from '../github/find-artifact.ts';
import type { Host } from '../host.ts';
import type { Baseline } from './baseline.ts';

export interface PreviousOptions {
  artifactName: string;
  githubToken: string;
  /** Where the artifact is unpacked; goes away by itself. */
  folder: string;
  today: AuditScope;
}

/** As much as a list of two million users comes to. */
const largestZip = 2 * 1024 ** 3;

/**
 * The list of the newest successful run of this workflow on this branch that still has its artifact.
 *
 * @returns never throws for what is wrong with GitHub or the artifact: that costs the comparison alone
 */
export async function previousBaseline(options: PreviousOptions, host: Host): Promise<Baseline> {
  const { artifactName, githubToken, folder, today } = options;
  const { env } = host;
  const { GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: runId, GITHUB_API_URL: url } = env;
  if (!repository || !runId || !url)
    return { state: 'first', reason: 'this is no workflow run', artifactName, lookedPast: [] };
  if (githubToken === '')
    return unusable(new Failure('previous-forbidden', { reason: 'the input github-token is empty' }));
  const { GITHUB_WORKFLOW_REF: workflowRef = '', GITHUB_REF_NAME: refName = '' } = env;
  // A server that sends a byte now and then must not use up the time that today's list needs.
  const { now, sleep } = host.pace;
  const budget = Math.max(0, Math.floor((host.pace.deadline - now()) / 4));
  const deadline = now() + budget;
  const late = AbortSignal.timeout(budget);
  const signal = AbortSignal.any([host.signal, late]);
  try {
    const api = createGitHubApi({ url, token: githubToken, fetch: host.fetch, now, sleep, deadline, signal });
    const lookedPast: string[] = [];
    let expired: string | undefined;
    const place = { repository, runId, workflowRef, refName };
    for await (const { runId: earlier, artifact, ...run } of previousArtifacts(api, place, artifactName)) {
      const baseline = artifact && (await download(api, repository, artifact, { folder, today, signal }));
      if (baseline) return 'lookedPast' in baseline ? { ...baseline, lookedPast } : baseline;
      lookedPast.push(String(earlier));
      if (artifact || run.expired) expired ??= String(earlier);
    }
    return {
      state: 'first',
      reason:
        lookedPast.length === 0
          ? 'no run of this workflow on this branch has succeeded before'
          : `none of the last ${maximumRuns} successful runs of this workflow on this branch has an artifact "${artifactName}"`,
      artifactName,
      lookedPast,
      ...(expired !== undefined && { expired }),
    };
  } catch (error) {
    host.signal.throwIfAborted();
    if (late.aborted) {
      const reason = `it did not come within ${duration(budget)}, a quarter of the time that was left`;
      return unusable(new Failure('previous-unavailable', { reason }, error));
    }
    return unusable(failureOf(error));
  }
}

type Place = Pick<PreviousOptions, 'folder' | 'today'> & { signal: AbortSignal };

/** @returns undefined when the artifact has gone in the meantime */
async function download(
  api: GitHubApi,
  repository: string,
  { id, runId, bytes, sha256 }: PreviousArtifact,
  place: Place,
): Promise<Baseline | undefined> {
  if (bytes > largestZip) throw spoiled(runId, 'it is enormous');
  const path = join(place.folder, `previous-${id}.zip`);
  try {
    const got = await api.download(`/repos/${repository}/actions/artifacts/${id}/zip`, path, largestZip).catch(ifGone);
    if (got === undefined) return undefined;
    if (sha256 !== undefined && got.sha256 !== sha256)
      throw spoiled(runId, 'its SHA-256 is not the one that GitHub keeps');
    return await unpack(path, String(runId), place);
  } finally {
    await rm(path, { force: true });
  }
}

async function unpack(path: string, runId: string, { folder, today, signal }: Place): Promise<Baseline> {
  const files = { users: join(folder, 'previous-users'), findings: join(folder, 'previous-findings') };
  try {
    const zip = await openArtifactZip(path);
    try {
      const text = await zip.read('manifest.json', longestManifest);
      const manifest = readPastManifest(text.toString());
      if ('reason' in manifest) return unusable(spoiled(runId, manifest.reason));
      const foreign = whyNotComparable(manifest, today);
      if (foreign !== undefined) return unusable(new Failure('previous-foreign', { runId, reason: foreign }));
      const manifestSha256 = createHash('sha256').update(text).digest('hex');
      const list = manifest.files.get('users.jsonl');
      if (list === undefined && zip.has('users.jsonl')) {
        return unusable(spoiled(runId, 'its manifest does not name the users.jsonl in it'));
      }
      if (list === undefined)
        return { state: 'followed', manifest: { ...manifest, runId }, manifestSha256, lookedPast: [] };
      await guardDisk(folder, () => zip.unpack('users.jsonl', files.users, list, signal));
      const findings = manifest.files.get('findings.json');
      if (findings) await guardDisk(folder, () => zip.unpack('findings.json', files.findings, findings, signal));
      return {
        ...{ state: 'ready', kind: 'previous', users: files.users },
        findings: findings && files.findings,
        properties: manifest.properties,
        manifest: { ...manifest, runId },
        manifestSha256,
        lookedPast: [],
      };
    } finally {
      zip.close();
    }
  } catch (error) {
    // Gigabytes of no use: today's files need the disk.
    await rm(files.users, { force: true });
    if (error instanceof Failure) throw error;
    throw spoiled(runId, (error as Error).message, error);
  }
}

/** 404 and 410: deleted, or expired since it was listed. */
function ifGone(error: unknown): undefined {
  if (error instanceof GitHubProblem && (error.status === 404 || error.status === 410)) return undefined;
  throw error;
}

function spoiled(runId: string | number, reason: string, cause?: unknown): Failure {
  return new Failure('previous-spoiled', { runId: String(runId), reason }, cause);
}

function unusable(failure: Failure): Baseline {
  return { state: 'unusable', failure };
}

function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const reason = (error as Error).message;
  if (!(error instanceof GitHubProblem)) return new Failure('previous-unavailable', { reason }, error);
  // A private repository hides behind 404 what a token may not see.
  const forbidden = error.ofApi && [401, 403, 404].includes(error.status ?? 0);
  return new Failure(forbidden ? 'previous-forbidden' : 'previous-unavailable', { reason }, error);
}
