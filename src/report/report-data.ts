import { scriptJson } from '../base/safe-text.ts';
import type { RecreatedUser } from '../compare/user-changes.ts';
import type { ManifestFile } from '../evidence/manifest.ts';
import type { Finding, FindingCounts, RuleReport } from '../findings/finding.ts';
import type { Evidence } from '../users/reconcile.ts';
import type { UserName } from '../users/user-name.ts';
import type { GraphUser } from '../users/user-type.ts';
import type { Headline } from './headline.ts';
import type { Need } from './needs-you.ts';

/** Names and how many there are of each, in the order in which they are shown. */
export type Counted = (readonly [name: string, number: number])[];

/** The data of report.html: schemas/v1/report.schema.json. Everything in it is disclosed. */
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
  needs: Need[];
  evidence: ReportEvidence;
  changes: ReportChanges;
  findings: { counts: FindingCounts; rules: RuleReport[]; items: ReportFinding[] };
  trends: Trend[];
  directory: ReportDirectory;
  table: PackedTable;
}

/** Why the list can be relied upon. */
export interface ReportEvidence extends Evidence {
  listed: number;
  reconciled: boolean;
  /** How often the list was read as a whole. */
  reads: number;
  /** Those that were whole when the page was written. */
  files: ManifestFile[];
  bundleSha256: string | null;
  previousManifestSha256: string | null;
}

/** The first of each kind; all of them are in changes.json. */
export interface ReportChanges {
  compared: boolean;
  /** Why nothing was compared. */
  why: string | null;
  usersBefore: number | null;
  /** When the list was made that this one was compared with. */
  since: string | null;
  counts: { added: number; removed: number; changed: number; churned: number; recreated: number };
  added: GraphUser[];
  removed: GraphUser[];
  changed: (UserName & { changes: { property: string; before: unknown; after: unknown; churn?: true }[] })[];
  recreated: RecreatedUser[];
}

/** A finding, and what would have to stand in the file of accepted findings. */
export interface ReportFinding extends Finding {
  entry?: string;
}

/** An audit in numbers; null is what nobody knows any more. */
export interface Trend {
  endedAt: string;
  users: number;
  members: number | null;
  guests: number | null;
  added: number | null;
  removed: number | null;
  changed: number | null;
  high: number | null;
  medium: number | null;
  low: number | null;
}

/** Who is in the directory. What was not read is null or empty. */
export interface ReportDirectory {
  kinds: Counted;
  created: Counted;
  departments: Counted;
  licences: Counted;
  guests: { domains: GuestDomain[] } | null;
  deleted: {
    state: 'read' | 'skipped';
    reason: string | null;
    number: number | null;
    people: DeletedPerson[];
  } | null;
  roster: {
    people: number;
    rows: number;
    withoutAccount: number | null;
    left: number | null;
    afterLeaving: number | null;
    notInRoster: number | null;
  } | null;
  signIns: { state: 'read'; users: number; missing: number } | { state: 'skipped'; reason: string } | null;
}

/** Guests from one home; null is all others, and those whose home is not known. */
export interface GuestDomain {
  domain: string | null;
  guests: number;
  enabled: number;
  pending: number;
  /** When the first of them was made. */
  oldest: string | null;
  withoutSponsor: number | null;
}

export interface DeletedPerson extends UserName {
  deletedDateTime: string | null;
}

/** The table of users, packed: the page unpacks it when it is on the screen. */
export interface PackedTable {
  columns: {
    property: string;
    label: string;
    kind: 'text' | 'number' | 'date';
    filter?: true;
    hiddenByDefault?: true;
  }[];
  /** Users of the list. */
  total: number;
  /** Rows that are here. */
  shown: number;
  leftOut: 'none' | 'without findings or changes' | 'also with findings or changes';
  /** base64 of deflate-raw of JSON: an array of columns, each of values or `{ values, at }`. */
  chunks: string[];
  /** base64, a byte a row: 1 open finding, 2 new, 4 changed, 8 a finding of high severity. */
  marks: string;
}

/** The data as it stands in the page, in parts. */
export function* reportJson(data: ReportData): Generator<string> {
  yield scriptJson(data);
}
