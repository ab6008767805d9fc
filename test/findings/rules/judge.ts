import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseLossless } from '../../../src/base/lossless-json.ts';
import { openOutputFolder } from '../../../src/disk/output-folder.ts';
import type { AcceptedFinding } from '../../../src/findings/acceptances.ts';
import type { Finding } from '../../../src/findings/finding.ts';
import { createJudge } from '../../../src/findings/judge-users.ts';
import type { Roster } from '../../../src/findings/roster.ts';
import { parseRuleSettings } from '../../../src/findings/rule-settings.ts';
import { rules } from '../../../src/findings/rules/index.ts';
import { type Findings, writeFindings } from '../../../src/findings/write-findings.ts';
import { deletedProperties } from '../../../src/users/deleted-user.ts';
import { profileProperties } from '../../../src/users/property-sets.ts';
import { createLineWriter } from '../../../src/users/user.ts';
import { type GraphUser, typeProperty } from '../../../src/users/user-type.ts';

/** The moment at which tests judge. */
export const now = Date.parse('2026-11-25T12:00:00Z');

/** The date and time a number of days before {@link now}. */
export function daysAgo(days: number): string {
  return `${new Date(now - days * 86_400_000).toISOString().slice(0, 19)}Z`;
}

/** A member as nothing is wrong with; the number makes its id and its names. */
export function member(number: number, fields: Partial<GraphUser> = {}): GraphUser {
  return {
    id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    userPrincipalName: `user${number}@contoso.example`,
    displayName: `Person ${'abcdefghij'[number % 10]}${'klnopqrstu'[Math.floor(number / 10) % 10]}${Math.floor(number / 100) || ''}`,
    userType: 'Member',
    accountEnabled: true,
    createdDateTime: daysAgo(400 + number),
    department: 'Sales',
    employeeType: 'Employee',
    assignedLicenses: [{ skuId: 'sku', disabledPlans: [] }],
    usageLocation: 'DE',
    proxyAddresses: [],
    lastPasswordChangeDateTime: daysAgo(10),
    onPremisesProvisioningErrors: [],
    ...fields,
  };
}

export function guest(number: number, fields: Partial<GraphUser> = {}): GraphUser {
  const accepted = { externalUserState: 'Accepted', externalUserStateChangeDateTime: daysAgo(300) };
  return member(number, { userType: 'Guest', assignedLicenses: [], usageLocation: null, ...accepted, ...fields });
}

export interface JudgeOptions {
  /** Lines of the input `rules`. */
  rules?: string[];
  properties?: readonly string[];
  /** The recycle bin; not read by default. */
  deleted?: readonly GraphUser[];
  accepted?: AcceptedFinding[];
  /** findings.json of another time, and the rules that were judged then. */
  previous?: { text: string; rules: string[] };
  roster?: Roster;
}

/** What all rules find about some users, by the way that an audit goes: over files. */
export async function judge(
  users: readonly GraphUser[],
  options: JudgeOptions = {},
): Promise<Omit<Findings, 'files'> & { findings: Finding[]; text: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'rules-'));
  try {
    const directory = await openOutputFolder(undefined, folder, []);
    const properties = options.properties ?? [...profileProperties, 'manager'];
    const lines = join(directory.scratch, 'deleted-users.jsonl');
    const deleted = options.deleted && { lines, properties: deletedProperties };
    if (options.deleted) await writeFile(lines, linesOf(options.deleted, deletedProperties));
    const settings = parseRuleSettings(
      options.rules ?? [],
      new Set([...(options.roster ? ['roster'] : []), 'deleted-users']),
    );
    if ('takes' in settings) throw new TypeError(settings.takes);
    const { signal } = new AbortController();
    const judging = createJudge({
      folder: directory.scratch,
      settings,
      properties,
      accepted: options.accepted ?? [],
      now,
      roster: options.roster,
      signal,
    });
    const ofClasses = (options.accepted ?? []).flatMap(({ where }) => Object.keys(where ?? {}));
    // As they come, in another order, with no more than the rules say that they need.
    for (const user of users.toReversed()) judging.onUser(pick(read(user, properties), [...needs, ...ofClasses]));
    await judging.flush();
    await judging.judgeShared();
    const previous = options.previous && { path: join(folder, 'previous'), rules: new Set(options.previous.rules) };
    if (options.previous) await writeFile(join(folder, 'previous'), options.previous.text);
    const { files, ...result } = await writeFindings(await judging.finish(deleted), {
      folder: directory,
      scratch: directory.scratch,
      tenantId: 'contoso.example',
      accepted: options.accepted ?? [],
      now,
      previous,
      onFinding() {},
    });
    const [file] = files;
    await file?.publish();
    const text = await readFile(file?.written().path ?? '', 'utf8');
    return { ...result, findings: JSON.parse(text).findings, text };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A user as he stands in the list. */
function read(user: GraphUser, properties: readonly string[]): GraphUser {
  return parseLossless(createLineWriter(properties)(user)) as GraphUser;
}

/** All that rules may look at. */
const needs = ['userPrincipalName', ...rules.flatMap(({ needs, shows = [] }) => [...needs, ...shows])];

function pick(user: GraphUser, names: readonly string[]): GraphUser {
  const wanted = Object.entries(user).filter(([name]) => names.includes(name) || name === typeProperty);
  return { ...Object.fromEntries(wanted), id: user.id };
}

function linesOf(users: readonly GraphUser[], properties: readonly string[]): string {
  const lineOf = createLineWriter(properties);
  const sorted = users.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return sorted.map((user) => `${lineOf(user)}\n`).join('');
}

/** @returns the ids of the users that a rule has found, in their order */
export async function foundBy(rule: string, users: readonly GraphUser[], rules: string[] = []): Promise<string[]> {
  const { findings } = await judge(users, { rules });
  return findings.filter((finding) => finding.rule === rule).map(({ subject }) => subject);
}
