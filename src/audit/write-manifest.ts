import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { version } from '../base/version.ts';
import { chainOf } from '../compare/chain.ts';
import type { FileInProgress, OutputFolder, WrittenFile } from '../disk/output-folder.ts';
import type { Credential } from '../entra/credential.ts';
import { type Manifest, type ManifestFile, manifestText } from '../evidence/manifest.ts';
import type { Host } from '../host.ts';
import type { Assessment } from './assess.ts';
import type { AuditResult } from './publish.ts';

/** Writes manifest.json, the evidence of the audit; it gets its name last. @param files all others, whole by now */
export async function writeManifest(found: AuditResult, files: WrittenFile[], host: Host): Promise<FileInProgress> {
  const manifest = await found.directory.create('manifest.json');
  manifest.append(Buffer.from(manifestText(await manifestOf(found, files, host))));
  await manifest.close();
  return manifest;
}

async function manifestOf(found: AuditResult, files: WrittenFile[], { env, pace }: Host): Promise<Manifest> {
  const { inputs, credential, client, list, signIns, startedAt } = found;
  const { spent } = client;
  return {
    schemaVersion: 1,
    tool: {
      name: 'entra-user-audit',
      version,
      repository: env.GITHUB_ACTION_REPOSITORY || null,
      ref: env.GITHUB_ACTION_REF || null,
      bundleSha256: await found.bundleSha256,
    },
    run: runOf(env),
    tenantId: inputs.tenantId,
    clientId: inputs.clientId,
    cloud: inputs.cloud,
    credential: { kind: credential.kind, certificate: certificateOf(credential) },
    queries: list.queries,
    properties: found.sink.properties,
    filter: inputs.filter || null,
    startedAt: new Date(startedAt).toISOString(),
    endedAt: new Date(pace.now()).toISOString(),
    counts: { before: list.countBefore, after: list.countAfter, listed: list.listed },
    reconciled: list.reconciled,
    read: {
      reads: list.reads,
      shards: list.shards,
      fallback: list.fallback,
      pages: list.pages,
      requests: spent.requests,
      retries: spent.retries,
      throttled: spent.throttled,
      resourceUnits: spent.resourceUnits,
      waitedMilliseconds: spent.waited,
    },
    signInActivity: signIns,
    creationDates: found.sink.creationDates.quantiles(),
    changes: changesOf(found.assessment),
    findings: findingsOf(found.assessment),
    ...chainOf(found.assessment),
    rules: found.assessment.findings.rules
      .filter(({ state }) => state === 'judged')
      .map(({ id, severity, limit, counts }) => ({
        ...{ id, severity, limit: limit?.value ?? null },
        ...{ found: counts.total, open: counts.open },
      })),
    gates: found.assessment.gates,
    files: files.map(({ name, bytes, sha256 }): ManifestFile => ({ name, bytes, sha256 })),
  };
}

/**
 * The bundle and the parts that it loads when they are needed: `cat *.js | sha256sum`, in the order of bytes.
 *
 * @param bundlePath the program that runs
 */
export async function digestOfBundle(bundlePath: string): Promise<string> {
  const folder = dirname(bundlePath);
  const hash = createHash('sha256');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.js')).sort();
  for (const name of names) hash.update(await readFile(join(folder, name)));
  return hash.digest('hex');
}

function changesOf({ comparison }: Assessment): Manifest['changes'] {
  if (comparison?.usersBefore === undefined) return null;
  const { added, removed, changed } = comparison.counts;
  return { added, removed, changed };
}

function findingsOf({ findings: { counts } }: Assessment): Manifest['findings'] {
  const { high, medium, low } = counts.bySeverity;
  return { open: counts.open, accepted: counts.accepted, new: counts.new, high, medium, low };
}

/** Writes SHA256SUMS, for `sha256sum -c`. @param files all but the manifest, which names this one as well */
export async function writeChecksums(directory: OutputFolder, files: WrittenFile[]): Promise<FileInProgress> {
  const sums = await directory.create('SHA256SUMS');
  await sums.write([Buffer.from(files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join(''))]);
  await sums.close();
  return sums;
}

function certificateOf(credential: Credential): Manifest['credential']['certificate'] {
  if (credential.kind !== 'certificate') return null;
  const { thumbprint, thumbprintSha256, notBefore, notAfter } = credential.certificate;
  return { thumbprint, thumbprintSha256, notBefore: notBefore.toISOString(), notAfter: notAfter.toISOString() };
}

function runOf(env: Host['env']): Manifest['run'] {
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
