import { join } from 'node:path';
import { type Baseline, baselineAtPath, type ReadyBaseline } from './baseline.ts';
import { type ChangeCounts, type ChangeSamples, type ChangesFile, createChangesFile } from './changes-file.ts';
import type { AcceptedFinding } from './directory/accepted.ts';
import { churnProperties } from './directory/changes.ts';
import { Failure } from './directory/failure.ts';
import { docsBase } from './docs-base.ts';
import type { CloudName } from './entra/clouds.ts';
import { explain, problemText } from './entra/problems.ts';
import { createFindings } from './findings.ts';
import { type FindingsResult, writeFindings } from './findings-file.ts';
import type { Inputs } from './github/inputs.ts';
import type { FileInProgress, OutputDirectory } from './github/output-directory.ts';
import type { AuditPorts } from './ports.ts';
import { previousBaseline } from './previous.ts';
import { count, plural } from './report/numbers.ts';
import { type Visitor, walk } from './walk.ts';

/** What became of today's list when it was compared and judged. */
export interface Assessment {
  baseline: Baseline;
  /** Undefined when there was nothing to compare with. */
  changes: Changes | undefined;
  findings: FindingsResult;
  /** Files that were made of it, whole, under their temporary names. */
  files: FileInProgress[];
}

export interface Changes {
  counts: ChangeCounts;
  samples: ChangeSamples;
  /** Users in the earlier list; undefined when there was none. */
  usersBefore: number | undefined;
}

export interface AssessOptions {
  inputs: Inputs<CloudName>;
  accepted: readonly AcceptedFinding[];
  directory: OutputDirectory;
  /** Users in today's list. */
  listed: number;
}

/**
 * Compares today's list with an earlier one and judges it, in one pass over both.
 *
 * Whatever is wrong with the earlier one costs the comparison, never today's list.
 */
export async function assess(
  { inputs, accepted, directory, listed }: AssessOptions,
  ports: AuditPorts,
): Promise<Assessment> {
  const { log } = ports;
  let baseline = await findBaseline(inputs, directory, ports);
  const compared = comparedProperties(baseline, inputs);
  const changes = createChangesFile({ directory, compared, countChurn: inputs.countChurn });
  const today = join(directory.scratch, 'users.jsonl');
  const now = ports.pace.now();
  const { rules: settings, properties } = inputs;
  const judging = createFindings({ folder: directory.scratch, today, settings, properties, now, signal: ports.signal });
  const visitors: Visitor[] = [changes, judging];
  const walked = await walk(
    {
      today,
      before: baseline.state === 'ready' ? baseline.users : undefined,
      signal: ports.signal,
      onPageDone: ports.onPageDone,
    },
    visitors,
  );
  if (baseline.state === 'ready') {
    const reason = 'reason' in walked ? walked.reason : whyMiscounted(baseline.manifest?.users, walked.users);
    if (reason !== undefined) baseline = { state: 'unusable', failure: spoiledBaseline(baseline, reason) };
  }
  tellBaseline(baseline, ports);
  const comparison = await finishChanges({ baseline, walked, changes, compared, inputs, listed, log });
  const findings = await writeFindings(await judging.finish(), {
    ...{ directory, tenantId: inputs.tenantId, accepted, now },
    previous: previousFindings(baseline),
    onFinding() {},
  });
  tellFindings(findings, log);
  return {
    baseline,
    changes: comparison?.result,
    findings,
    files: [...(comparison ? [comparison.file] : []), findings.file],
  };
}

function tellBaseline(baseline: Baseline, { log, env }: AuditPorts): void {
  if (baseline.state === 'unusable') log.warning(problemText(explain(baseline.failure, { docsBase: docsBase(env) })));
  if (baseline.state === 'first') log.info(`There is nothing to compare with yet: ${baseline.reason}.`);
}

interface Compared {
  baseline: Baseline;
  walked: Awaited<ReturnType<typeof walk>>;
  changes: ChangesFile;
  compared: string[];
  inputs: Inputs<CloudName>;
  listed: number;
  log: AuditPorts['log'];
}

/** Writes changes.json; the first audit has one that says so. */
async function finishChanges({ baseline, walked, changes, compared, inputs, listed, log }: Compared) {
  if (baseline.state === 'none' || baseline.state === 'unusable') return changes.discard();
  const usersBefore = 'users' in walked && baseline.state === 'ready' ? walked.users : undefined;
  const { file, counts, samples } = await changes.finish({
    tenantId: inputs.tenantId,
    baseline: describe(baseline, usersBefore),
    users: listed,
    properties: {
      compared,
      ...onlyOneSide(baseline, inputs),
      churn: compared.filter((name) => churnProperties.has(name)),
    },
  });
  if (baseline.state === 'ready') {
    warnOfSelect(onlyOneSide(baseline, inputs), compared, log);
    log.info(
      `Compared with ${plural(usersBefore ?? 0, 'user')}${sinceText(baseline)}: ${count(counts.added)} added, ${count(counts.removed)} removed, ${count(counts.changed)} changed.`,
    );
  }
  return { file, result: { counts, samples, usersBefore } satisfies Changes };
}

function previousFindings(baseline: Baseline) {
  const { findings: path, manifest } = baseline.state === 'ready' ? baseline : {};
  return path !== undefined && manifest ? { path, rules: manifest.rules } : undefined;
}

/** Lines of the file, never the users in it: the log is read by more people than the list. */
function tellFindings({ counts, unmatched, expired }: FindingsResult, log: AuditPorts['log']): void {
  const { high, medium, low } = counts.bySeverity;
  const more = [
    ...(counts.new === null ? [] : [`${count(counts.new)} of them new`]),
    ...(counts.accepted === 0 ? [] : [`${count(counts.accepted)} more accepted`]),
  ].map((text) => `, ${text}`);
  log.info(
    `${plural(counts.open, 'finding')}: ${count(high)} high, ${count(medium)} medium, ${count(low)} low${more.join('')}.`,
  );
  const lines = (entries: readonly AcceptedFinding[]) =>
    entries
      .slice(0, 20)
      .map(({ line, rule }) => `line ${line} (${rule})`)
      .join(', ');
  if (unmatched.length > 0) {
    log.warning(`accepted-findings: nothing was found for ${lines(unmatched)}. What is no longer needed should go.`);
  }
  if (expired.length > 0) {
    log.warning(
      `accepted-findings: ${lines(expired)} ran out; the ${plural(expired.length, 'finding')} counted again.`,
    );
  }
}

async function findBaseline(
  inputs: Inputs<CloudName>,
  { scratch: folder }: OutputDirectory,
  ports: AuditPorts,
): Promise<Baseline> {
  const { baseline, artifactName, githubToken } = inputs;
  const today = scopeOf(inputs);
  switch (baseline.kind) {
    case 'none':
      return { state: 'none' };
    case 'path':
      return baselineAtPath(baseline.path, today);
    case 'previous':
      return previousBaseline({ artifactName, githubToken, folder, today }, ports);
  }
}

function scopeOf({ tenantId, clientId, cloud, filter }: Inputs<CloudName>) {
  return { tenantId, clientId, cloud, filter: filter || null };
}

function comparedProperties(baseline: Baseline, { properties }: Inputs<CloudName>): string[] {
  return baseline.state === 'ready' ? properties.filter((name) => baseline.properties.includes(name)) : properties;
}

interface OneSided {
  onlyBefore: string[];
  onlyNow: string[];
}

/** What only one of the lists was asked for says nothing about a change. */
function onlyOneSide(baseline: Baseline, { properties }: Inputs<CloudName>): OneSided {
  const before = baseline.state === 'ready' ? baseline.properties : properties;
  return {
    onlyBefore: before.filter((name) => !properties.includes(name)),
    onlyNow: properties.filter((name) => !before.includes(name)),
  };
}

function warnOfSelect({ onlyBefore, onlyNow }: OneSided, compared: readonly string[], log: AuditPorts['log']): void {
  if (onlyBefore.length + onlyNow.length === 0) return;
  const sides = [
    ...(onlyNow.length > 0 ? [`new are ${onlyNow.join(', ')}`] : []),
    ...(onlyBefore.length > 0 ? [`gone are ${onlyBefore.join(', ')}`] : []),
  ];
  log.warning(
    `The earlier list was read with another select (${sides.join('; ')}). Only what both have is compared: ${plural(compared.length, 'property', 'properties')}.`,
  );
}

function spoiledBaseline({ kind, manifest }: ReadyBaseline, reason: string): Failure {
  const runId = manifest?.runId ?? undefined;
  return new Failure(kind === 'previous' ? 'previous-spoiled' : 'baseline-unusable', { runId, reason });
}

function whyMiscounted(listed: number | undefined, found: number): string | undefined {
  return listed === undefined || listed === found
    ? undefined
    : 'it holds another number of users than its manifest says';
}

function describe(baseline: Baseline, users: number | undefined): object | null {
  if (baseline.state !== 'ready') return null;
  const { kind, manifest, manifestSha256 = null } = baseline;
  return { kind, runId: manifest?.runId ?? null, endedAt: manifest?.endedAt ?? null, users, manifestSha256 };
}

function sinceText(baseline: Baseline): string {
  return baseline.state === 'ready' && baseline.manifest ? ` of ${baseline.manifest.endedAt}` : '';
}
