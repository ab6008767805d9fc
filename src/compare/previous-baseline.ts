import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../base/failure.ts';
import { duration } from '../base/numbers.ts';
import { guardDisk } from '../disk/output-folder.ts';
import { type AuditScope, longestManifest, readPastManifest, whyNotComparable } from '../evidence/past-manifest.ts';
import type { ArtifactFiles, Host } from '../host.ts';
import { ClosedFile, type Decryption } from '../privacy/decryption.ts';
import type { Baseline } from './baseline.ts';
import { type ListedFile, listedFile, whyOfWithheldFilter } from './snapshot.ts';

export interface PreviousOptions {
  artifactName: string;
  /** Where the artifact is unpacked; goes away by itself. */
  folder: string;
  /** It may be known only when somebody has signed in. */
  today: AuditScope | Promise<AuditScope>;
  /** Opens an encrypted list; undefined without an identity. */
  decryption?: Decryption | undefined;
}

/**
 * The list of the newest successful run of this workflow on this branch that still has its artifact.
 *
 * @returns never throws for what is wrong with the store or the artifact: that costs the comparison alone
 */
export async function previousBaseline(
  options: PreviousOptions,
  host: Pick<Host, 'artifacts' | 'pace' | 'signal'>,
): Promise<Baseline> {
  const doubted = new Map<string, string>();
  const baseline = await baselineWithin(options, host, (runId, why) => doubted.set(runId, why));
  return doubted.size === 0 ? baseline : { ...baseline, doubted };
}

type OnDoubt = (runId: string, why: string) => void;

async function baselineWithin(
  options: PreviousOptions,
  host: Pick<Host, 'artifacts' | 'pace' | 'signal'>,
  onDoubt: OnDoubt,
): Promise<Baseline> {
  const { now } = host.pace;
  // A server that sends a byte now and then must not use up the time that today's list needs.
  const budget = Math.max(0, Math.floor((host.pace.deadline - now()) / 4));
  const deadline = now() + budget;
  const late = AbortSignal.timeout(budget);
  try {
    const limits = { deadline, signal: AbortSignal.any([host.signal, late]) };
    return await newestBaseline(options, host, limits, onDoubt);
  } catch (error) {
    host.signal.throwIfAborted();
    if (late.aborted) {
      const reason = `it did not come within ${duration(budget)}, a quarter of the time that was left`;
      return unusable(new Failure('previous-unavailable', { reason }, error));
    }
    if (error instanceof Failure) return unusable(error);
    return unusable(new Failure('previous-unavailable', { reason: (error as Error).message }, error));
  }
}

async function newestBaseline(
  { artifactName, folder, today, decryption }: PreviousOptions,
  { artifacts }: Pick<Host, 'artifacts'>,
  limits: { deadline: number; signal: AbortSignal },
  onDoubt: OnDoubt,
): Promise<Baseline> {
  const doubted = new Set<string>();
  const runs = artifacts.find(artifactName, limits, (runId, why) => {
    doubted.add(runId);
    onDoubt(runId, why);
  });
  if (runs === undefined) return { state: 'first', reason: 'this is no workflow run', artifactName, lookedPast: [] };
  const lookedPast: string[] = [];
  let expired: string | undefined;
  for await (const { runId, artifact, ...run } of runs) {
    const files = artifact && (await artifacts.download(artifact, folder, limits));
    if (files) {
      const baseline = await unpack(files, runId, { folder, today, decryption, signal: limits.signal });
      return 'lookedPast' in baseline ? { ...baseline, lookedPast } : baseline;
    }
    lookedPast.push(runId);
    if (artifact || (run.expired && !doubted.has(runId))) expired ??= runId;
  }
  const reason =
    lookedPast.length + doubted.size === 0
      ? 'no run of this workflow on this branch has succeeded before'
      : `none of the last ${artifacts.maximumRuns} successful runs of this workflow on this branch has an artifact "${artifactName}"`;
  return {
    state: 'first',
    reason: doubted.size === 0 ? reason : `${reason} that only writers of this repository could have made`,
    artifactName,
    lookedPast,
    ...(expired !== undefined && { expired }),
  };
}

type Place = Pick<PreviousOptions, 'folder' | 'today' | 'decryption'> & { signal: AbortSignal };

async function unpack(artifact: ArtifactFiles, runId: string, place: Place): Promise<Baseline> {
  const { folder, today, decryption } = place;
  const files = { users: join(folder, 'previous-users'), findings: join(folder, 'previous-findings') };
  try {
    const text = await artifact.read('manifest.json', longestManifest);
    const manifest = readPastManifest(text.toString());
    if ('reason' in manifest) return unusable(spoiled(runId, manifest.reason));
    const foreign = whyNotComparable(manifest, await today);
    if (foreign !== undefined) return unusable(new Failure('previous-foreign', { runId, reason: foreign }));
    const manifestSha256 = createHash('sha256').update(text).digest('hex');
    const list = listedFile(manifest, 'users.jsonl');
    const unlisted = ['users.jsonl', 'users.jsonl.age'].find((name) => artifact.has(name));
    if (list === undefined && unlisted !== undefined) {
      return unusable(spoiled(runId, `its manifest does not name the ${unlisted} in it`));
    }
    const followed: Baseline = { state: 'followed', manifest: { ...manifest, runId }, manifestSha256, lookedPast: [] };
    const closed = (reason: string) => ({ ...followed, failure: new Failure('previous-encrypted', { runId, reason }) });
    if (list === undefined) return followed;
    if (list.isEncrypted && decryption === undefined) return closed('age-identity is empty');
    const findings = listedFile(manifest, 'findings.json');
    try {
      await bring(artifact, list, files.users, place);
      if (findings) await bring(artifact, findings, files.findings, place);
    } catch (error) {
      if (error instanceof ClosedFile && error.isForOthers) return closed(error.message);
      throw error;
    }
    const filterReason = await whyOfWithheldFilter(manifest, findings && files.findings, await today);
    if (filterReason !== undefined) return unusable(new Failure('previous-foreign', { runId, reason: filterReason }));
    return {
      state: 'ready',
      kind: 'previous',
      users: files.users,
      findings: findings && files.findings,
      properties: manifest.properties,
      manifest: { ...manifest, runId },
      manifestSha256,
      lookedPast: [],
    };
  } catch (error) {
    // Gigabytes of no use: today's files need the disk.
    await rm(files.users, { force: true });
    if (error instanceof Failure) throw error;
    throw spoiled(runId, (error as Error).message, error);
  } finally {
    await artifact.close();
  }
}

/** @throws ClosedFile when it is encrypted and does not open */
async function bring(artifact: ArtifactFiles, file: ListedFile, target: string, place: Place): Promise<void> {
  const { folder, decryption, signal } = place;
  const brought = file.isEncrypted ? `${target}.age` : target;
  await guardDisk(folder, () => artifact.unpack(file.name, brought, file, signal));
  if (!file.isEncrypted) return;
  try {
    if (decryption === undefined) throw new ClosedFile(`${file.name} is encrypted, and age-identity is empty`, true);
    await decryption.decrypt(brought, target, signal);
  } catch (error) {
    if (!(error instanceof ClosedFile) || error.isForOthers) throw error;
    throw new ClosedFile(`${file.name} does not open: ${error.message}`);
  } finally {
    await rm(brought, { force: true });
  }
}

function spoiled(runId: string, reason: string, cause?: unknown): Failure {
  return new Failure('previous-spoiled', { runId, reason }, cause);
}

function unusable(failure: Failure): Baseline {
  return { state: 'unusable', failure };
}
