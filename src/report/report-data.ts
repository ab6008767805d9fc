import { scriptJson } from '../base/safe-text.ts';
import type { ChangeCounts, ChangeSamples } from '../compare/user-changes.ts';
import type { ManifestFile, PastAudit } from '../evidence/manifest.ts';
import type { Finding, FindingCounts, RuleReport } from '../findings/finding.ts';
import type { Evidence } from '../users/reconcile.ts';
import type { UserName } from '../users/user-name.ts';
import type { GuestDomain } from './guest-domains.ts';
import type { Headline } from './headline.ts';
import type { Need } from './needs-you.ts';
import type { UserTable as PackedTable } from './users-table.ts';

export type { GuestDomain, PackedTable };

/** What report.html is to have at the most, in bytes; the table's share is in users-table.ts. */
export const pageBudget = 8 * 1024 * 1024;
/** That much of it is for what changed, and for what was found, each. */
const listBudget = 640 * 1024;

/** What report.html tells, as data: schemas/v1/report.schema.json says what each means. */
export interface ReportData {
  schemaVersion: 1;
  tenant: { id: string; name: string | null; domain: string | null };
  run: {
    url: string | null;
    startedAt: string;
    endedAt: string;
    repository: string | null;
    workflow: string | null;
    number: string | null;
    acceptedBy: string | null;
  };
  headline: Headline;
  /** Their `docs` are whole addresses, or paths where there is no address. */
  needs: Need[];
  evidence: ReportEvidence;
  changes: ReportChanges;
  findings: { counts: FindingCounts; rules: RuleReport[]; items: ReportFinding[] };
  /** Oldest first; today's is the last. */
  trends: Trend[];
  directory: ReportDirectory;
  table: PackedTable;
}

/** Names and how many there are of each, in the order in which they are shown. */
export type Counted = (readonly [name: string, number: number])[];

/** Why the list can be relied upon. */
export interface ReportEvidence extends Evidence {
  listed: number;
  reconciled: boolean;
  /** How often the list was read as a whole. */
  reads: number;
  /** Those that were whole when the page was written, before anything was encrypted. */
  files: ManifestFile[];
  /** Whether they were published encrypted, and this page with them. */
  encrypted: boolean;
  /** Of the program that ran. */
  bundleSha256: string;
  previousManifestSha256: string | null;
  /** That of the application; null where it signed in with something else. */
  certificate: { days: number; notAfter: string } | null;
}

/** The first of each kind, with licences by name; all of them are in changes.json. */
export interface ReportChanges extends ChangeSamples {
  /** Whether there was an earlier list. */
  compared: boolean;
  /** Why not; null where it was. */
  why: string | null;
  usersBefore: number | null;
  /** When the earlier list was whole. */
  since: string | null;
  counts: ChangeCounts;
}

/** A finding, and what somebody would copy to accept it. */
export type ReportFinding = Finding & { entry?: string };

/** An audit in numbers; null is what it did not tell. */
export type Trend = Omit<PastAudit, 'manifestSha256' | 'runId' | 'findings'>;

/** Who is in the directory. What was not read is null or empty. */
export interface ReportDirectory {
  /** Accounts by type and state. */
  kinds: Counted;
  /** New accounts, month by month. */
  created: Counted;
  departments: Counted;
  /** Users by product. */
  licences: Counted;
  guests: { domains: GuestDomain[] } | null;
  deleted: DeletedInReport | null;
  roster: RosterInReport | null;
  signIns: { state: 'read'; users: number; missing: number } | { state: 'skipped'; reason: string } | null;
}

/** The recycle bin, and who was deleted last, the newest first. */
export interface DeletedInReport {
  state: 'read' | 'skipped';
  reason: string | null;
  number: number | null;
  people: DeletedPerson[];
}

export interface DeletedPerson extends UserName {
  deletedDateTime: string | null;
}

/** Who should be here, in numbers. */
export interface RosterInReport {
  people: number;
  rows: number;
  left: number | null;
  withoutAccount: number | null;
  /** Enabled accounts of people who have left. */
  afterLeaving: number | null;
  /** Accounts of nobody who is in it. */
  notInRoster: number | null;
}

/**
 * The data as JSON, safe inside of a script element, in parts: the table alone takes some megabytes.
 *
 * What is shown of changes and findings is cut to what the page has room for; their numbers say so.
 */
export function* reportJson({ table, changes, findings, ...rest }: ReportData): Generator<string> {
  const { added, removed, changed, recreated, ...aboutChanges } = changes;
  const kinds = { added, removed, changed, recreated };
  const shown = Object.entries<readonly unknown[]>(kinds).map(([kind, items]) => [kind, within(listBudget / 4, items)]);
  const parts = {
    changes: { ...aboutChanges, ...Object.fromEntries(shown) },
    findings: { ...findings, items: withinByRule(listBudget, findings.items) },
  };
  yield scriptJson({ ...rest, ...parts }).slice(0, -1);
  const { chunks, marks, ...aboutTable } = table;
  yield `,"table":${scriptJson(aboutTable).slice(0, -1)},"chunks":[`;
  // Base64 needs no escape.
  for (const [index, chunk] of chunks.entries()) yield `${index === 0 ? '' : ','}"${chunk}"`;
  yield `],"marks":"${marks}"}}`;
}

/** @returns the first of them, as long as there is room */
function within<T>(bytes: number, items: readonly T[]): T[] {
  let left = bytes;
  const end = items.findIndex((item) => {
    left -= Buffer.byteLength(scriptJson(item));
    return left < 0;
  });
  return end < 0 ? [...items] : items.slice(0, end);
}

/** Some of each rule: one that found much must not leave the others without any. */
function withinByRule(bytes: number, items: readonly ReportFinding[]): ReportFinding[] {
  if (Buffer.byteLength(scriptJson(items)) <= bytes) return [...items];
  const byRule = Map.groupBy(items, ({ rule }) => rule);
  return [...byRule.values()].flatMap((those) => within(bytes / byRule.size, those));
}
