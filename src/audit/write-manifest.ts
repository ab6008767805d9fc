import { version } from '../base/version.ts';
import { chainOf } from '../compare/chain.ts';
import type { FileInProgress, OutputFolder, WrittenFile } from '../disk/output-folder.ts';
import type { Credential } from '../entra/credential.ts';
import { type Manifest, type ManifestFile, manifestText } from '../evidence/manifest.ts';
import { withholdFilter } from '../evidence/withhold-filter.ts';
import type { Host, RunFacts } from '../host.ts';
import type { Trend } from '../report/report-data.ts';
import { publishedFilter, publishedPartFilter, publishedQuery } from './hide-filter.ts';
import type { Assessment, AuditResult } from './result.ts';

/** Writes manifest.json, the evidence of the audit; it gets its name last. @param files all others, whole by now */
export async function writeManifest(found: AuditResult, files: WrittenFile[], host: Host): Promise<FileInProgress> {
  const manifest = await found.folder.create('manifest.json');
  manifest.append(Buffer.from(manifestText(await manifestOf(found, files, host))));
  await manifest.close();
  return manifest;
}

async function manifestOf(found: AuditResult, files: WrittenFile[], host: Host): Promise<Manifest> {
  const manifest = await wholeManifest(found, files, host);
  return found.encryption ? withholdFilter(manifest) : manifest;
}

async function wholeManifest(found: AuditResult, files: WrittenFile[], { run, pace }: Host): Promise<Manifest> {
  const { inputs, credential, session, list, written, signIns, disclosure, startedAt } = found;
  const { spent } = session.client;
  return {
    schemaVersion: 1,
    tool: {
      name: 'entra-user-audit',
      version,
      repository: run.action.repository,
      ref: run.action.ref,
      bundleSha256: await found.bundleSha256,
    },
    run: runOf(run, found),
    tenantId: found.tenantId,
    clientId: inputs.clientId,
    cloud: inputs.cloud,
    credential: { kind: credential.kind, certificate: certificateOf(credential) },
    queries: list.queries.map((query) => publishedQuery(query, inputs)),
    properties: written.properties,
    withoutValues: [...written.missingValues.neverSent, ...written.missingValues.alwaysNull],
    filter: publishedFilter(inputs),
    encryption: encryptionOf(found),
    ...(disclosure && { disclosure: disclosure.facts }),
    startedAt: new Date(startedAt).toISOString(),
    endedAt: new Date(pace.now()).toISOString(),
    counts: { before: list.counts?.before ?? null, after: list.counts?.after ?? null, listed: list.listed },
    secondReading: list.secondReading,
    reconciled: list.reconciled,
    types: typesOf(written),
    read: {
      reads: list.reads,
      shards: list.parts.map((part) => ({ ...part, filter: publishedPartFilter(part.filter, inputs) })),
      fallback: list.fallback,
      pages: list.pages,
      requests: spent.requests,
      retries: spent.retries,
      throttled: spent.throttled,
      resourceUnits: spent.resourceUnits,
      waitedMilliseconds: spent.waited,
    },
    signInActivity: signIns,
    roster: rosterOf(found.assessment),
    deletedUsers: found.recycleBin.outcome,
    sponsors: found.sponsors,
    creationDates: written.creationDates.quantiles(),
    changes: changesOf(found.assessment),
    findings: findingsOf(found.assessment),
    ...chainOf(found.assessment.baseline),
    rules: found.assessment.findings.rules
      .filter(({ state }) => state === 'judged')
      .map(({ id, severity, limit, counts }) => ({
        id,
        severity,
        limit: limit?.value ?? null,
        found: counts.total,
        open: counts.open,
      })),
    gates: found.assessment.gates.map(({ gate, state, fails, detail }) => ({ gate, state, fails, detail })),
    files: files.map(({ name, bytes, sha256 }): ManifestFile => ({ name, bytes, sha256 })),
  };
}

function runOf({ workflowRun }: RunFacts, { conclusion: { acceptedBy } }: AuditResult): Manifest['run'] {
  if (workflowRun === null || acceptedBy === undefined) return workflowRun;
  return { ...workflowRun, acceptedChanges: { by: acceptedBy } };
}

function encryptionOf({ encryption, inputs }: AuditResult): Manifest['encryption'] {
  if (encryption === undefined) return null;
  return { format: 'age', recipients: encryption.recipients.length, filterWithheld: inputs.filter !== '' };
}

function typesOf({ properties, tally }: AuditResult['written']): Manifest['types'] {
  return properties.includes('userType') ? { members: tally.members, guests: tally.guests } : null;
}

/** What the history of later audits will tell of this one, beside its users. */
export function numbersOf({ written, assessment }: AuditResult): Omit<Trend, 'endedAt' | 'users'> {
  const { high, medium, low } = findingsOf(assessment);
  const { members, guests } = typesOf(written) ?? { members: null, guests: null };
  const { added, removed, changed } = changesOf(assessment) ?? { added: null, removed: null, changed: null };
  return { members, guests, added, removed, changed, high, medium, low };
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

function rosterOf({ roster }: Assessment): Manifest['roster'] {
  if (roster === undefined) return null;
  const { sha256, rows, nameless, counts } = roster;
  const { left = null, withoutAccount = null } = counts ?? {};
  return { sha256, rows, nameless, people: roster.roster.people, left, withoutAccount };
}

/** Writes SHA256SUMS, for `sha256sum -c`. @param files all but the manifest, which names this one as well */
export async function writeChecksums(folder: OutputFolder, files: WrittenFile[]): Promise<FileInProgress> {
  const sums = await folder.create('SHA256SUMS');
  await sums.write([Buffer.from(files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join(''))]);
  await sums.close();
  return sums;
}

function certificateOf(credential: Credential): Manifest['credential']['certificate'] {
  if (credential.kind !== 'certificate') return null;
  const { thumbprint, thumbprintSha256, notBefore, notAfter } = credential.certificate;
  return { thumbprint, thumbprintSha256, notBefore: notBefore.toISOString(), notAfter: notAfter.toISOString() };
}
