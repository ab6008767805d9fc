import { isPropertyName } from '../users/property-names.ts';
import type { Manifest, PastAudit } from './manifest.ts';

/** What today's audit has to know of an earlier one, as its manifest tells. */
export interface PastManifest {
  tenantId: string;
  clientId: string;
  cloud: string;
  properties: readonly string[];
  filter: string | null;
  /** There was one, and its text stands in findings.json alone. */
  filterWithheld: boolean;
  /** Absent where nothing was hidden. */
  disclosure?: Manifest['disclosure'];
  endedAt: string;
  users: number;
  reconciled: boolean;
  runId: string | null;
  /** Its place in the chain of audits. */
  chainLength: number;
  history: PastAudit[];
  /** What it says of itself, for the history of those after it. */
  numbers: Omit<PastAudit, 'manifestSha256' | 'runId' | 'endedAt' | 'users'>;
  /** What is wrong with its place in the chain. */
  chainProblem: string | undefined;
  /** Rules that were judged. */
  rules: ReadonlySet<string>;
  /** Where the directory can be cut into parts; none in manifests of versions that did not tell. */
  creationDates: readonly string[];
  /** Bytes and digest of each file beside it. */
  files: ReadonlyMap<string, { bytes: number; sha256: string }>;
}

/** An audit as far as two audits must agree to be compared. */
export type AuditScope = Pick<Manifest, 'tenantId' | 'clientId' | 'cloud' | 'filter' | 'disclosure'>;

/** Larger than any manifest: the parts of the largest directories take some hundred KiB. */
export const longestManifest = 1024 * 1024;

/**
 * Reads the manifest of an earlier audit. It came out of an artifact: nothing in it is taken on trust.
 *
 * @returns the manifest, or why it is none that can be used
 */
export function readPastManifest(text: string): PastManifest | { reason: string } {
  let value: Partial<Manifest>;
  try {
    value = JSON.parse(text);
  } catch {
    return { reason: 'its manifest.json is not JSON' };
  }
  if (typeof value !== 'object' || value === null) return { reason: 'its manifest.json is not an object' };
  const { schemaVersion, tenantId, clientId, cloud, properties, filter, endedAt, counts, reconciled, files } = value;
  if (schemaVersion !== 1) {
    return {
      reason: `its manifest has schemaVersion ${String(typeof schemaVersion === 'object' ? 'of another kind' : schemaVersion).slice(0, 20)}, this version reads 1`,
    };
  }
  const complete =
    [tenantId, clientId, cloud].every(isText) &&
    isDate(endedAt) &&
    Array.isArray(properties) &&
    properties[0] === 'id' &&
    properties.every((name) => isText(name) && isPropertyName(name)) &&
    (filter === null || isText(filter)) &&
    isCount(counts?.listed) &&
    Array.isArray(files) &&
    files.every((file) => isText(file?.name) && isCount(file.bytes) && isDigest(file.sha256));
  if (!complete) return { reason: 'its manifest.json lacks what every manifest has' };
  const manifest = value as Manifest;
  return {
    tenantId: manifest.tenantId,
    clientId: manifest.clientId,
    cloud: manifest.cloud,
    properties: manifest.properties,
    filter: manifest.filter,
    filterWithheld: value.encryption?.filterWithheld === true,
    ...(value.disclosure !== undefined && { disclosure: disclosureOf(value.disclosure) }),
    // Other texts that Date.parse takes would go into the log and the manifest as they are.
    endedAt: new Date(manifest.endedAt).toISOString(),
    users: manifest.counts.listed,
    reconciled: reconciled === true,
    runId: runIdOf(manifest.run?.runId),
    ...chainOf(value),
    rules: new Set(Array.isArray(value.rules) ? value.rules.map((rule) => rule?.id).filter(isText) : []),
    creationDates: Array.isArray(value.creationDates) ? value.creationDates.filter(isDate) : [],
    files: new Map(manifest.files.map(({ name, bytes, sha256 }) => [name, { bytes, sha256 }])),
  };
}

/** What is no such thing hid something that nobody knows: it is not that of any other audit. */
function disclosureOf(value: unknown): Manifest['disclosure'] {
  const { redacted, pseudonymized, keyId } = (value ?? {}) as Partial<NonNullable<Manifest['disclosure']>>;
  const names = (list: unknown) => (Array.isArray(list) ? list.filter(isText) : []);
  return { redacted: names(redacted), pseudonymized: names(pseudonymized), keyId: isText(keyId) ? keyId : null };
}

/** The part on earlier audits; manifests of 0.1.0 have none. */
function chainOf({ chain, history, previous, types, changes, findings }: Partial<Manifest>) {
  const past = Array.isArray(history) ? history.slice(-maximumHistory).filter(isPastAudit).map(onlyKnown) : [];
  const last = past.at(-1)?.manifestSha256;
  const linked = chain?.state === 'linked';
  const contradicts = linked && (previous?.manifestSha256 === undefined || previous.manifestSha256 !== last);
  return {
    chainLength: isCount(chain?.length) ? chain.length : 1,
    history: past,
    numbers: countsOf({ ...types, ...changes, ...findings, findings: findings?.open ?? null }),
    chainProblem: contradicts ? 'the manifest before this one contradicts itself about the one before it' : undefined,
  };
}

/** A month of daily audits. */
export const maximumHistory = 30;

function isPastAudit(value: Partial<PastAudit> | null): value is PastAudit {
  return isDigest(value?.manifestSha256) && isDate(value?.endedAt) && isCount(value?.users);
}

function onlyKnown(past: PastAudit): PastAudit {
  const { manifestSha256, endedAt, users } = past;
  return {
    manifestSha256,
    runId: runIdOf(past.runId),
    endedAt: new Date(endedAt).toISOString(),
    users,
    ...countsOf(past),
  };
}

/** What earlier versions did not tell is null. */
function countsOf(told: Partial<PastManifest['numbers']>): PastManifest['numbers'] {
  return {
    members: countOrNull(told.members),
    guests: countOrNull(told.guests),
    added: countOrNull(told.added),
    removed: countOrNull(told.removed),
    changed: countOrNull(told.changed),
    findings: countOrNull(told.findings),
    high: countOrNull(told.high),
    medium: countOrNull(told.medium),
    low: countOrNull(told.low),
  };
}

function countOrNull(value: unknown): number | null {
  return isCount(value) ? value : null;
}

function runIdOf(value: unknown): string | null {
  return typeof value === 'string' && /^\d{1,20}$/.test(value) ? value : null;
}

/** Why two audits with different filters cannot be compared. */
export const otherFilter = 'it was read with another filter';

/**
 * @returns why two audits cannot be compared, undefined when they can; a filter that was withheld is still to be looked
 *   at
 */
export function whyNotComparable(previous: PastManifest, today: AuditScope): string | undefined {
  const tenant = whyOfAnotherTenant(previous.tenantId, today.tenantId);
  if (tenant !== undefined) return tenant;
  if (previous.clientId !== today.clientId) return 'it was read by another application';
  if (previous.cloud !== today.cloud) return 'it is of another cloud';
  const hidden = whyOtherwiseHidden(previous.disclosure, today.disclosure);
  if (hidden !== undefined) return hidden;
  if (previous.filterWithheld) return today.filter === null ? otherFilter : undefined;
  return previous.filter === today.filter ? undefined : otherFilter;
}

/** Under another key everybody would seem to have changed; and what is hidden today must not come in from yesterday. */
function whyOtherwiseHidden(before: Manifest['disclosure'], now: Manifest['disclosure']): string | undefined {
  const text = (names: readonly string[] = []) => names.toSorted().join();
  if (text(before?.redacted) !== text(now?.redacted)) return 'it was published with another redact';
  if (text(before?.pseudonymized) !== text(now?.pseudonymized)) return 'it was published with another pseudonymize';
  if ((before?.keyId ?? null) !== (now?.keyId ?? null)) return 'its pseudonyms were made with another pseudonym-key';
  return undefined;
}

/** A domain moves from tenant to tenant: it says for sure of no list that it is of this one. */
function whyOfAnotherTenant(before: string, now: string): string | undefined {
  if (before === now) return undefined;
  const other = 'it is of another tenant';
  if (guid.test(now) && !guid.test(before)) return `${other}, or names this one by a domain alone`;
  if (guid.test(before) && !guid.test(now)) return `${other}, or of this one, whose GUID today's token does not say`;
  return other;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isDigest(value: unknown): value is string {
  return isText(value) && /^[0-9a-f]{64}$/.test(value);
}

function isDate(text: unknown): text is string {
  return isText(text) && !Number.isNaN(Date.parse(text));
}
