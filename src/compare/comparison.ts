import { Failure } from '../base/failure.ts';
import type { walkLists } from '../list/walk-lists.ts';
import { explain } from '../problems/explain.ts';
import type { Baseline, ReadyBaseline } from './baseline.ts';
import { churnProperties } from './user-changes.ts';
import type { ChangesWriter, WrittenChanges } from './write-changes.ts';

/** What changed since the earlier list; without one nothing did. */
export interface Comparison extends WrittenChanges {
  /** Users in the earlier list; undefined when there was none yet. */
  usersBefore: number | undefined;
  properties: ComparedProperties;
  /** How many of the removed lie in the recycle bin; undefined where nobody looked. */
  inRecycleBin: number | undefined;
}

export interface ComparedProperties {
  compared: string[];
  /** What only one of the lists was asked for says nothing about a change. */
  onlyBefore: string[];
  onlyNow: string[];
}

/** Sorts out what two lists can be compared by. */
export function comparedProperties(baseline: Baseline, properties: readonly string[]): ComparedProperties {
  const before = baseline.state === 'ready' ? baseline.properties : properties;
  return {
    compared: properties.filter((name) => before.includes(name)),
    onlyBefore: before.filter((name) => !properties.includes(name)),
    onlyNow: properties.filter((name) => !before.includes(name)),
  };
}

/** @returns the baseline, or why it turned out to be unusable while it was read */
export function baselineAfter(baseline: Baseline, walked: Awaited<ReturnType<typeof walkLists>>): Baseline {
  if (baseline.state !== 'ready') return baseline;
  const unusable = (reason: string): Baseline => ({
    state: 'unusable',
    failure: spoiled(baseline, reason),
    ...(baseline.doubted && { doubted: baseline.doubted }),
  });
  if ('reason' in walked) return unusable(walked.reason);
  const listed = baseline.manifest?.users ?? walked.users;
  if (listed === walked.users) return baseline;
  return unusable('it holds another number of users than its manifest says');
}

function spoiled({ kind, manifest }: ReadyBaseline, reason: string): Failure {
  if (kind === 'path') return new Failure('baseline-unusable', { reason });
  return new Failure('previous-spoiled', { runId: manifest?.runId ?? undefined, reason });
}

export interface ComparisonOptions {
  tenantId: string;
  baseline: Baseline;
  /** Users in today's list. */
  users: number;
  usersBefore: number | undefined;
  properties: ComparedProperties;
  /** Undefined where nobody looked into it. */
  recycleBin?: { isFiltered: boolean; isComplete: boolean } | undefined;
}

/** Writes changes.json; the first audit has one that says so. @returns undefined when nothing was compared */
export async function finishComparison(
  changes: ChangesWriter,
  { tenantId, baseline, users, usersBefore, properties, recycleBin }: ComparisonOptions,
): Promise<Comparison | undefined> {
  if (baseline.state !== 'ready' && baseline.state !== 'first') {
    await changes.discard();
    return undefined;
  }
  const churn = properties.compared.filter((name) => churnProperties.has(name));
  const { found } = changes;
  const head = {
    ...{ tenantId, baseline: describe(baseline, usersBefore), users, properties: { ...properties, churn } },
    recycleBin: recycleBin ? { found, notFoundMeans: whyNotInRecycleBin(recycleBin) } : null,
  };
  const inRecycleBin = recycleBin && found;
  return { ...(await changes.finish(head)), usersBefore, properties, inRecycleBin };
}

/** What else can have become of somebody who is gone from the list. */
export function whyNotInRecycleBin(list: { isFiltered: boolean; isComplete: boolean }): string {
  const { isFiltered, isComplete } = list;
  const missing = isComplete ? '' : ', or still there, and not in the list, which is not complete';
  const filter = isFiltered ? ', or still there, and the filter no longer matches' : '';
  return `deleted for good, or more than 30 days ago, or just when the recycle bin had been read${filter}${missing}`;
}

function describe(baseline: Baseline, users: number | undefined): object | null {
  if (baseline.state !== 'ready') return null;
  const { kind, manifest, manifestSha256 = null } = baseline;
  return { kind, runId: manifest?.runId ?? null, endedAt: manifest?.endedAt ?? null, users, manifestSha256 };
}

/** Why nothing was compared, for people; undefined when it was. */
export function whyNoComparison(baseline: Baseline): string | undefined {
  switch (baseline.state) {
    case 'none':
      return 'Nothing was compared: baseline is none.';
    case 'first':
      return `There is nothing to compare with yet: ${baseline.reason}.`;
    case 'unusable':
      return explain(baseline.failure).what;
    case 'followed':
      if (baseline.failure) return explain(baseline.failure).what;
      return `There is no comparison: run ${baseline.manifest.runId} published no users.jsonl. With jsonl among its formats the next run compares.`;
    case 'ready':
      return undefined;
  }
}
