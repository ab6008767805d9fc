import type { ChangeCounts, ChangeSamples } from '../compare/user-changes.ts';
import type { PastAudit } from '../evidence/manifest.ts';
import type { Finding, FindingCounts, RuleReport } from '../findings/finding.ts';
import type { GateResult } from '../gates/judge-gates.ts';
import type { Reconciliation } from '../users/reconcile.ts';
import type { Bar } from './charts.ts';

/** A column of the table of users. */
export interface Column {
  label: string;
  kind: 'text' | 'number' | 'date';
  /** Whether the table can be filtered by its values. */
  filter?: true;
}

/** The first users, as rows of the table. */
export interface UserTable {
  columns: Column[];
  rows: (string | number | null)[][];
  /** For each row: 1 has open findings, 2 is new, 4 has changed. */
  marks: number[];
}

/** What report.html tells. */
export interface ReportFacts extends Reconciliation {
  /** One sentence. */
  headline: string;
  tenantId: string;
  /** What people call the tenant; '' where nobody says. */
  tenantName: string;
  /** Milliseconds since the epoch. */
  endedAt: number;
  /** The page of the run on GitHub. */
  runUrl: string | undefined;
  certificate: { days: number; notAfter: string } | undefined;
  /** What changed; undefined when nothing was compared, and `noComparison` says why. */
  comparison: { counts: ChangeCounts; samples: ChangeSamples; usersBefore: number | undefined } | undefined;
  noComparison: string | undefined;
  /** What came of the recycle bin; undefined when it was not asked for. */
  recycleBin?: string | undefined;
  findings: { counts: FindingCounts; rules: RuleReport[]; samples: Finding[] };
  gates: GateResult[];
  kinds: Bar[];
  /** New accounts, month by month. */
  created: Bar[];
  departments: Bar[];
  history: PastAudit[];
  table: UserTable;
}
