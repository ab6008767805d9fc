import type { ChangeCounts, ChangeSamples } from '../compare/user-changes.ts';
import type { PastAudit } from '../evidence/manifest.ts';
import type { Finding, FindingCounts, RuleReport } from '../findings/finding.ts';
import type { GateResult } from '../gates/judge-gates.ts';
import type { Reconciliation } from '../users/reconcile.ts';
import type { Bar } from './charts.ts';
import type { ReportData } from './report-data.ts';

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
  /** What the page's script shows. */
  data: ReportData;
}
