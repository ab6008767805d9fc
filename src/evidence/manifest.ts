import type { Reconciliation, SecondReading } from '../users/reconcile.ts';

/** A file beside the manifest. */
export interface ManifestFile {
  name: string;
  bytes: number;
  /** Lower-case hex, as `sha256sum` prints it. */
  sha256: string;
}

/** An earlier audit, in numbers. */
export interface PastAudit {
  manifestSha256: string;
  runId: string | null;
  endedAt: string;
  users: number;
  /** Null in audits that did not tell, or did not know. */
  members: number | null;
  guests: number | null;
  added: number | null;
  removed: number | null;
  changed: number | null;
  /** Open ones. */
  findings: number | null;
  /** Of them, by severity. */
  high: number | null;
  medium: number | null;
  low: number | null;
}

/** manifest.json: the evidence of one audit. It holds no directory data. */
export interface Manifest {
  schemaVersion: 1;
  tool: {
    name: 'entra-user-audit';
    version: string;
    /** Where the Action came from and at which ref, when GitHub fetched it (`uses: owner/repo@ref`). */
    repository: string | null;
    ref: string | null;
    /** Digest of the program that ran: every .js of dist/ one behind the other, in the order of their names. */
    bundleSha256: string;
  };
  /** The workflow run; null outside of GitHub. */
  run: {
    repository: string;
    workflow: string;
    runId: string;
    runAttempt: string;
    sha: string;
    ref: string;
    actor: string;
    /** Who accepted what changed, so that the next audit compares with this one; absent where nobody did. */
    acceptedChanges?: { by: string };
  } | null;
  tenantId: string;
  clientId: string;
  cloud: string;
  credential: {
    kind: string;
    certificate: { thumbprint: string; thumbprintSha256: string; notBefore: string; notAfter: string } | null;
  };
  /** The queries exactly as they were sent, without page tokens. */
  queries: string[];
  properties: readonly string[];
  /** Properties that `select` names and that are null for everybody. */
  withoutValues: string[];
  /** Without the values in it, where something is hidden. */
  filter: string | null;
  /**
   * How the other files are encrypted, and whether the text of the filter was kept out of this one for it; null when
   * they are not.
   */
  encryption: { format: 'age'; recipients: number; filterWithheld: boolean } | null;
  /** What was hidden in everything that was published; absent where nothing was. */
  disclosure?: { redacted: string[]; pseudonymized: string[]; keyId: string | null } | undefined;
  startedAt: string;
  endedAt: string;
  /** What Graph counted before and after the list; null in a tenant that cannot count. */
  counts: { before: number | null; after: number | null; listed: number };
  /** What came of reading all ids once more, in a tenant that cannot count; null where Graph counts. */
  secondReading: SecondReading | null;
  reconciled: Reconciliation['reconciled'];
  /** Who of those in the list is what; null where `userType` was not read, or may not be seen. */
  types: { members: number; guests: number } | null;
  read: {
    /** How often the list was read as a whole. */
    reads: number;
    /**
     * The parts that were read side by side, as they came to an end; empty for one plain list. Their borders are rounded
     * down to the hour: one may be the second at which a single account was made.
     */
    shards: { filter: string; count: number; received: number; pages: number }[];
    /** Why a large list could not be read in parts. */
    fallback: string | null;
    pages: number;
    requests: number;
    retries: number;
    throttled: number;
    resourceUnits: number;
    waitedMilliseconds: number;
  };
  /** What became of the second pass; null when it was not asked for. */
  signInActivity:
    | { status: 'read'; pages: number; users: number; missing: number }
    | { status: 'skipped'; reason: string }
    | null;
  /**
   * The file of who should be here, by its digest and in numbers; null where there was none. `nameless` rows have nothing
   * by which somebody could be known; who has `left` and who is `withoutAccount` is not known of a list with a filter.
   */
  roster: {
    sha256: string;
    rows: number;
    nameless: number;
    people: number;
    left: number | null;
    withoutAccount: number | null;
  } | null;
  /** What became of reading the recycle bin; null when it was not asked for. */
  deletedUsers:
    | { query: string; status: 'read'; pages: number; users: number }
    | { query: string; status: 'skipped'; reason: string }
    | null;
  /** What became of reading guests' sponsors; null when they were not asked for. */
  sponsors:
    | { query: string; status: 'read'; pages: number; guests: number }
    | { query: string; status: 'skipped'; reason: string }
    | null;
  /** Dates that cut the directory into parts of about equal size: the next audit reads it in parts between them. */
  creationDates: string[];
  /** What changed since the previous audit; null when nothing was compared, as on the first run. */
  changes: { added: number; removed: number; changed: number } | null;
  findings: { open: number; accepted: number; new: number | null; high: number; medium: number; low: number };
  /** The audit that this one was compared with; null when there was none, or none that can be used. */
  previous: { manifestSha256: string; runId: string | null; endedAt: string; users: number } | null;
  chain: {
    /**
     * `first`: there was no audit before; `linked`: `previous` names the one before; `broken`: there was one that
     * cannot be used; `apart`: no earlier audit was asked for.
     */
    state: 'first' | 'linked' | 'broken' | 'apart';
    /** How many audits the chain has, this one among them. */
    length: number;
    /** Why it is broken. */
    reason: string | null;
    /** Successful runs since the previous audit whose artifact has gone. */
    lookedPast: string[];
  };
  /** The newest audits before this one, oldest first. */
  history: PastAudit[];
  /** Which rules were judged, and with what; empty for an audit without findings. */
  rules: { id: string; severity: string; limit: number | null; found: number; open: number }[];
  /** How every gate of `fail-on` was judged. */
  gates: { gate: string; state: string; fails: boolean; detail: string }[];
  files: ManifestFile[];
}

/** manifest.json as text, indented for people. */
export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
