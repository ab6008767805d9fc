import { day, daysBetween } from '../base/numbers.ts';
import { chainOf } from '../compare/chain.ts';
import { whyNoComparison } from '../compare/comparison.ts';
import type { WrittenFile } from '../disk/output-folder.ts';
import { acceptanceEntry } from '../findings/acceptance-entry.ts';
import type { Host } from '../host.ts';
import { newestDeleted } from '../list/newest-deleted.ts';
import { isEncrypted } from '../privacy/encryption.ts';
import { samplesForPeople } from '../report/named-licenses.ts';
import type {
  DeletedInReport,
  DeletedPerson,
  ReportChanges,
  ReportData,
  RosterInReport,
  Trend,
} from '../report/report-data.ts';
import type { UserTable } from '../report/users-table.ts';
import { nameOf } from '../users/user-name.ts';
import type { GraphUser } from '../users/user-type.ts';
import type { AuditResult } from './result.ts';
import { numbersOf } from './write-manifest.ts';

/** That many changes of each kind are shown with all that is known of them. */
const shownChanges = 500;
const shownDeleted = 200;

/** @param files those that are whole by now, and lie beside the report */
export async function reportData(
  found: AuditResult,
  table: UserTable,
  files: readonly WrittenFile[],
  { run, pace, signal }: Pick<Host, 'run' | 'pace' | 'signal'>,
): Promise<ReportData> {
  const { inputs, list, assessment, conclusion, signIns } = found;
  const { counts, findings, baseline } = assessment;
  const now = pace.now();
  const endedAt = new Date(now).toISOString();
  const { previous, history } = chainOf(baseline);
  const guests = counts.guestDomains();
  return {
    schemaVersion: 1,
    tenant: { id: found.tenantId, name: inputs.tenantName || null, domain: counts.domain() ?? null },
    run: {
      url: run.url ?? null,
      startedAt: new Date(found.startedAt).toISOString(),
      endedAt,
      repository: run.workflowRun?.repository ?? null,
      workflow: run.workflowRun?.workflow ?? null,
      number: run.workflowRun?.runId ?? null,
      acceptedBy: conclusion.acceptedBy ?? null,
    },
    headline: conclusion.headline,
    needs: conclusion.needs.map((need) => ({ ...need, docs: run.docsBase + need.docs })),
    evidence: {
      ...{ counts: list.counts, secondReading: list.secondReading, listed: list.listed },
      ...{ reconciled: list.reconciled, reads: list.reads },
      files: files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
      encrypted: isEncrypted(inputs),
      bundleSha256: await found.bundleSha256,
      certificate: certificateOf(found, now),
      previousManifestSha256: previous?.manifestSha256 ?? null,
    },
    changes: changesOf(assessment, previous?.endedAt),
    findings: {
      counts: findings.counts,
      rules: findings.rules,
      items: findings.samples.map((finding) =>
        finding.accepted ? finding : { ...finding, entry: acceptanceEntry(finding, now) },
      ),
    },
    trends: [...history, { endedAt, users: list.listed, ...numbersOf(found) }].map(trendOf),
    directory: {
      ...{ kinds: counts.kinds(), created: counts.created(), departments: counts.departments() },
      licences: counts.licences(),
      guests: guests === undefined ? null : { domains: guests },
      deleted: await deletedOf(found, signal),
      roster: rosterOf(assessment),
      signIns: signIns && signInsOf(signIns),
    },
    table,
  };
}

function certificateOf({ credential }: AuditResult, now: number): ReportData['evidence']['certificate'] {
  if (credential.kind !== 'certificate') return null;
  const { notAfter } = credential.certificate;
  return { days: daysBetween(now, notAfter.getTime()), notAfter: day(notAfter) };
}

function changesOf({ comparison, baseline }: AuditResult['assessment'], since: string | undefined): ReportChanges {
  const why = whyNoComparison(baseline) ?? null;
  if (comparison?.usersBefore === undefined) {
    const counts = { added: 0, removed: 0, changed: 0, churned: 0, recreated: 0 };
    const nobody = { added: [], removed: [], changed: [], recreated: [] };
    return { compared: false, why, usersBefore: null, since: since ?? null, counts, ...nobody };
  }
  const { added, removed, changed, recreated } = samplesForPeople(comparison.samples);
  return {
    ...{ compared: true, why: null, usersBefore: comparison.usersBefore, since: since ?? null },
    counts: comparison.counts,
    added: added.slice(0, shownChanges),
    removed: removed.slice(0, shownChanges),
    changed: changed.slice(0, shownChanges),
    recreated: recreated.slice(0, shownChanges),
  };
}

function trendOf(audit: Trend): Trend {
  const { endedAt, users, members, guests, added, removed, changed, high, medium, low } = audit;
  return { endedAt, users, members, guests, added, removed, changed, high, medium, low };
}

async function deletedOf({ recycleBin }: AuditResult, signal: AbortSignal): Promise<DeletedInReport | null> {
  const { outcome, list } = recycleBin;
  if (outcome === null) return null;
  if (outcome.status === 'skipped') return { state: 'skipped', reason: outcome.reason, number: null, people: [] };
  const people = list ? await newestDeleted(list.shown.lines, shownDeleted, signal) : [];
  return { state: 'read', reason: null, number: outcome.users, people: people.map(deletedPerson) };
}

function deletedPerson(user: GraphUser): DeletedPerson {
  const { deletedDateTime } = user;
  return { ...nameOf(user), deletedDateTime: typeof deletedDateTime === 'string' ? deletedDateTime : null };
}

function rosterOf({ roster, findings }: AuditResult['assessment']): RosterInReport | null {
  if (roster === undefined) return null;
  const openOf = (id: string) => {
    const rule = findings.rules.find((one) => one.id === id);
    return rule?.state === 'judged' ? rule.counts.open : null;
  };
  return {
    people: roster.roster.people,
    rows: roster.rows,
    left: roster.counts?.left ?? null,
    withoutAccount: roster.counts?.withoutAccount ?? null,
    afterLeaving: openOf('enabled-after-leaving'),
    notInRoster: openOf('not-in-roster'),
  };
}

function signInsOf(signIns: NonNullable<AuditResult['signIns']>): ReportData['directory']['signIns'] {
  if (signIns.status === 'skipped') return { state: 'skipped', reason: signIns.reason };
  return { state: 'read', users: signIns.users, missing: signIns.missing };
}
