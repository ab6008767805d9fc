import { createHash } from 'node:crypto';
import { open, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '../base/failure.ts';
import { longestEarlierLine } from '../disk/line-reader.ts';
import {
  type AuditScope,
  longestManifest,
  type PastManifest,
  readPastManifest,
  whyNotComparable,
} from '../evidence/past-manifest.ts';
import { openUserLines } from '../list/user-lines.ts';
import { encryptedSuffix } from '../privacy/age.ts';
import { ClosedFile, type Decryption, isEncryptedFile } from '../privacy/decryption.ts';
import { isPropertyName } from '../users/property-names.ts';
import { typeProperty } from '../users/user-type.ts';
import { whyOfWithheldFilter } from './snapshot.ts';

/** An earlier list to compare with, or why there is none. */
export type Baseline = Doubted &
  (
    | /** Not asked for. */
    { state: 'none' }
    | FirstBaseline
    /** There is one, but it cannot be used. */
    | { state: 'unusable'; failure: Failure }
    | FollowedBaseline
    | ReadyBaseline
  );

/** Runs since the one that is compared with, or all of them where there is none. */
export interface LookedPast {
  /** Successful runs without an artifact that can be taken. */
  lookedPast: string[];
}

/** Runs that were looked past because others could have made them, or what they left: why, by number. */
export interface Doubted {
  doubted?: ReadonlyMap<string, string>;
}

/** No earlier audit is left: there is nothing to compare with yet. */
export interface FirstBaseline extends LookedPast {
  state: 'first';
  reason: string;
  artifactName: string;
  /** The newest of them that did publish one. */
  expired?: string;
}

/**
 * An earlier audit whose list cannot be read, because its formats left it out, or because it is encrypted to others: this
 * one follows it, but there is nothing to compare with.
 */
export interface FollowedBaseline extends LookedPast {
  state: 'followed';
  /** What keeps the list closed; undefined where it was left out. */
  failure?: Failure;
  manifest: PastManifest;
  manifestSha256: string;
}

export interface ReadyBaseline extends LookedPast {
  state: 'ready';
  kind: 'previous' | 'path';
  /** Path of the earlier users.jsonl. */
  users: string;
  /** Path of the earlier findings.json. */
  findings: string | undefined;
  /** Why there is none, though its manifest names one. */
  findingsProblem?: string;
  /** The properties that it was asked for. */
  properties: readonly string[];
  manifest: PastManifest | undefined;
  /** Of the manifest, lower-case hex. */
  manifestSha256: string | undefined;
}

/**
 * The list at a path: it is taken as it is, but checked against the manifest where one lies beside it.
 *
 * @returns never throws, whatever is wrong with it: that costs the comparison alone
 */
export async function baselineAtPath(
  path: string,
  today: AuditScope | Promise<AuditScope>,
  opener?: Opener,
): Promise<Baseline> {
  try {
    return await readBaseline(path, today, opener);
  } catch (error) {
    opener?.signal.throwIfAborted();
    return unusable(`it cannot be read (${(error as { code?: string }).code ?? (error as Error).name})`);
  }
}

/** What opens an encrypted list. */
export interface Opener {
  /** Undefined without an identity. */
  decryption: Decryption | undefined;
  /** Where what is open lies; goes away by itself. */
  folder: string;
  signal: AbortSignal;
}

async function readBaseline(
  path: string,
  today: AuditScope | Promise<AuditScope>,
  opener: Opener | undefined,
): Promise<Baseline> {
  const folder = dirname(path);
  const isEncrypted = await isEncryptedFile(path);
  const nameOf = (name: string) => (isEncrypted ? name + encryptedSuffix : name);
  const beside = await readIfThere(join(folder, 'manifest.json'));
  if (beside === undefined && (await today).disclosure !== undefined) {
    return unusable('no manifest.json beside it says what redact and pseudonymize hid in it');
  }
  if (beside === undefined) return isEncrypted ? openBaseline(path, opener, bareBaseline) : bareBaseline(path);
  if ('reason' in beside) return unusable(beside.reason);
  const manifest = readPastManifest(beside.toString());
  if ('reason' in manifest) return unusable(manifest.reason);
  const reason =
    whyNotComparable(manifest, await today) ?? (await whyNotWhole(path, manifest.files.get(nameOf('users.jsonl'))));
  if (reason !== undefined) return unusable(reason);
  const findings = join(folder, nameOf('findings.json'));
  const listedFindings = manifest.files.get(nameOf('findings.json'));
  const whyNoFindings = await whyNotWhole(findings, listedFindings);
  const ready = (users: string, plainFindings: string | undefined): ReadyBaseline => ({
    state: 'ready',
    kind: 'path',
    users,
    findings: plainFindings,
    ...(listedFindings && whyNoFindings !== undefined && { findingsProblem: whyNoFindings }),
    properties: manifest.properties,
    manifest,
    manifestSha256: createHash('sha256').update(beside).digest('hex'),
    lookedPast: [],
  });
  if (!isEncrypted) return ready(path, whyNoFindings === undefined ? findings : undefined);
  return openBaseline(path, opener, async (users, open) => {
    const plain = whyNoFindings === undefined ? await open(findings, 'previous-findings') : undefined;
    const filterReason = await whyOfWithheldFilter(manifest, plain, await today);
    return filterReason === undefined ? ready(users, plain) : unusable(filterReason);
  });
}

/** Opens an encrypted list for `read`, which may open more of what lies beside it. */
async function openBaseline(
  path: string,
  opener: Opener | undefined,
  read: (users: string, open: (path: string, name: string) => Promise<string>) => Promise<Baseline>,
): Promise<Baseline> {
  const { decryption, folder, signal } = opener ?? {};
  if (!decryption || folder === undefined || !signal) return closedBaseline('age-identity is empty');
  const open = async (from: string, name: string) => {
    const target = join(folder, name);
    await decryption.decrypt(from, target, signal);
    return target;
  };
  try {
    return await read(await open(path, 'previous-users'), open);
  } catch (error) {
    if (!(error instanceof ClosedFile)) throw error;
    return error.isForOthers ? closedBaseline(error.message) : unusable(`it does not open: ${error.message}`);
  }
}

function closedBaseline(reason: string): Baseline {
  return { state: 'unusable', failure: new Failure('baseline-encrypted', { reason }) };
}

/** A list without a manifest: its first line tells which properties it has. */
async function bareBaseline(users: string): Promise<Baseline> {
  const lines = openUserLines(users, longestEarlierLine);
  try {
    const [first] = await lines.next();
    const properties =
      first === undefined
        ? ['id']
        : Object.keys(JSON.parse(first.line.toString())).filter((name) => name !== typeProperty);
    // They would stand in the log and in what is published.
    if (!properties.every(isPropertyName)) return unusable('its first line holds what is no property of a user');
    return {
      state: 'ready',
      kind: 'path',
      users,
      findings: undefined,
      properties,
      manifest: undefined,
      manifestSha256: undefined,
      lookedPast: [],
    };
  } catch (error) {
    // What the engine says of a line that is no JSON quotes the line.
    const reason = error instanceof SyntaxError ? 'its first line is not JSON' : (error as Error).message;
    return unusable([reason, ...(await otherFormat(users))].join('; '));
  } finally {
    await lines.close();
  }
}

/** What people take for a users.jsonl: another format of the list, or one that another program has saved again. */
async function otherFormat(path: string): Promise<string[]> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(3), 0, 3, 0);
    const start = buffer.subarray(0, bytesRead).toString('latin1');
    if (start === '\u00ef\u00bb\u00bf' || start.startsWith('\u00ff\u00fe') || start.startsWith('\u00fe\u00ff')) {
      return ['it begins with a byte order mark, as of a users.csv, or of a file that another program has saved'];
    }
    return start.startsWith('[') ? ['it is one JSON array, as users.json is'] : [];
  } finally {
    await handle.close();
  }
}

function unusable(reason: string): Baseline {
  return { state: 'unusable', failure: new Failure('baseline-unusable', { reason }) };
}

async function whyNotWhole(path: string, listed?: { bytes: number; sha256: string }): Promise<string | undefined> {
  if (listed === undefined) return 'its manifest names no such file';
  // Opening a pipe would wait for whoever writes to it.
  const isFile = (await stat(path).catch(() => undefined))?.isFile();
  const handle = isFile ? await open(path, 'r').catch(() => undefined) : undefined;
  if (handle === undefined) return isFile === false ? 'it is no file' : 'the file is gone';
  try {
    if ((await handle.stat()).size !== listed.bytes) return 'its size is not what its manifest says';
    const hash = createHash('sha256');
    for await (const chunk of handle.createReadStream({ autoClose: false, highWaterMark: 1024 * 1024 }))
      hash.update(chunk);
    return hash.digest('hex') === listed.sha256 ? undefined : 'its SHA-256 is not what its manifest says';
  } finally {
    await handle.close();
  }
}

/** A manifest that is there and cannot be read is not the same as none: the list would be taken unchecked. */
async function readIfThere(path: string): Promise<Buffer | { reason: string } | undefined> {
  try {
    const about = await stat(path);
    if (!about.isFile()) return { reason: 'its manifest.json is no file' };
    if (about.size > longestManifest) return { reason: 'its manifest.json is enormous' };
    return await readFile(path);
  } catch (error) {
    const { code } = error as { code?: string };
    return code === 'ENOENT' ? undefined : { reason: `its manifest.json cannot be read (${code})` };
  }
}
