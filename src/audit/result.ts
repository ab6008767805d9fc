import type { Baseline } from '../compare/baseline.ts';
import type { Comparison } from '../compare/comparison.ts';
import type { NotableChanges } from '../compare/notable-changes.ts';
import type { FileInProgress, OutputFolder } from '../disk/output-folder.ts';
import type { Credential } from '../entra/credential.ts';
import type { Manifest } from '../evidence/manifest.ts';
import type { FindingNews } from '../findings/finding-news.ts';
import type { RosterCounts } from '../findings/roster-coverage.ts';
import type { Findings } from '../findings/write-findings.ts';
import type { GateResult } from '../gates/judge-gates.ts';
import type { UsersList } from '../graph/list-users.ts';
import type { RepositoryVisibility } from '../host.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { RosterFile } from '../inputs/roster-file.ts';
import type { WrittenList } from '../list/list-builder.ts';
import type { Disclosure } from '../privacy/disclosure.ts';
import type { Encryption } from '../privacy/encryption.ts';
import type { Headline } from '../report/headline.ts';
import type { Need } from '../report/needs-you.ts';
import type { UserCounts } from '../report/user-counts.ts';
import type { UserTable } from '../report/users-table.ts';
import type { RecycleBin } from './deleted-users.ts';
import type { EarlyPacking } from './early-packing.ts';
import type { Session } from './sign-in.ts';

/** What an audit has found out. */
export interface AuditResult {
  inputs: Inputs;
  /** The tenant's GUID, where it is known. */
  tenantId: string;
  credential: Credential;
  /** Undefined where nothing is encrypted. */
  encryption: Encryption | undefined;
  session: Session;
  list: UsersList;
  written: WrittenList;
  /** What became of the second pass; null when it was not asked for. */
  signIns: Manifest['signInActivity'];
  recycleBin: RecycleBin;
  /** What became of the sponsors of guests; null when they were not asked for. */
  sponsors: Manifest['sponsors'];
  assessment: Assessment;
  conclusion: Conclusion;
  /** What is hidden; undefined when nothing is. */
  disclosure: Disclosure | undefined;
  folder: OutputFolder;
  packing: EarlyPacking;
  /** Of the program that runs. */
  bundleSha256: Promise<string>;
  /** Of the repository; undefined where nobody was asked, and outside of a run. */
  visibility: RepositoryVisibility['visibility'] | undefined;
  /** Milliseconds since the epoch. */
  startedAt: number;
}

/** What became of today's list when it was compared and judged. */
export interface Assessment {
  baseline: Baseline;
  /** Undefined when nothing was compared. */
  comparison: Comparison | undefined;
  findings: Findings;
  gates: GateResult[];
  /** Findings that nobody has seen before. */
  news: FindingNews[];
  notable: NotableChanges;
  /** What the charts show of the users. */
  counts: UserCounts;
  /** The rows of report.html; without html among the formats, nobody gathers them. */
  table: UserTable | undefined;
  /** Files that were made of it, whole, under their temporary names. */
  files: FileInProgress[];
  /** Undefined where nobody said who should be here. */
  roster: ComparedRoster | undefined;
}

/** What all of it comes to. */
export interface Conclusion {
  headline: Headline;
  needs: Need[];
  /** Who accepted what changed, with effect; undefined where nobody did. */
  acceptedBy: string | undefined;
}

/** What came of the roster; without `counts` where it is not known who has no account. */
export type ComparedRoster = RosterFile & { counts: RosterCounts | undefined };
