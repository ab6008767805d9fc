import { knownTime } from '../../users/known-time.ts';
import type { GraphUser } from '../../users/user-type.ts';
import type { Roster } from '../roster.ts';

export const severities = ['low', 'medium', 'high'] as const;
export type Severity = (typeof severities)[number];

/** Whether the first is at least as grave as the second. */
export function isAsGrave(one: Severity, other: Severity): boolean {
  return severities.indexOf(one) >= severities.indexOf(other);
}

/** A page or a benchmark that a rule rests on; with its version where it has one. */
export interface Source {
  title: string;
  url: string;
  version?: string;
}

/** The number that a rule can be given. */
export interface Limit {
  /** Unless `rules` says otherwise. */
  value: number;
  unit: 'days' | 'hours' | 'accounts' | 'percent';
  /** What it is, as a phrase: `days that an invitation may be pending`. */
  meaning: string;
  least: number;
  most: number;
}

/** What every rule tells about itself. */
export interface RuleText {
  id: string;
  title: string;
  /** What it found, in one sentence for all: behind a number, and `new` where it is. */
  headline: { one: string; many: string };
  /** The gravest that it gives: what it found may be less grave by itself. */
  severity: Severity;
  /** Why it is that grave, and not more or less. */
  severityWhy: string;
  /** What looks the same and is harmless, or what it cannot see: a sentence for whoever looks into a finding. */
  confuses: string;
  /** Judged only when `rules` switches it on. */
  off?: true;
  /** The input that brings what it looks at: it is on with that, and off without, unless `rules` says otherwise. */
  input?: string;
  /** What it asks of the roster: then it needs those alone of `employeeId` and addresses that the roster has as columns. */
  roster?: 'people' | 'end dates';
  /** Why it matters. */
  why: string;
  /** What to do about it. */
  fix: string;
  /** About people: agents and other types of users are left out. */
  people?: true;
  /** Properties without which it cannot be judged. */
  needs: readonly string[];
  /** Properties that its evidence shows as well where they were selected: it is judged without them. */
  shows?: readonly string[];
  limit?: Limit;
  sources: readonly Source[];
}

/** What a rule found about one user: a sentence, and the values that it rests on. */
export interface Found {
  why: string;
  evidence: Readonly<Record<string, unknown>>;
  /** Where it is not that of the rule; never graver. What `rules` says comes before both. */
  severity?: Severity;
}

export interface RuleContext {
  /** Milliseconds since the epoch. */
  now: number;
  limit: number;
  /** Who should be here, where that is known. */
  roster?: Roster | undefined;
}

/** Looks at one user at a time. */
export interface UserRule extends RuleText {
  kind: 'user';
  judge(user: GraphUser, context: RuleContext): Found | undefined;
}

/** Finds who lacks what at least `limit` percent of the others have. */
export interface ShareRule extends RuleText {
  kind: 'share';
  concerns(user: GraphUser): boolean;
  has(user: GraphUser): boolean;
  /** @param share percent of those concerned who have it */
  found(share: number): Found;
}

/** A user in a group of those who share a key. */
export interface GroupMember {
  id: string;
  userPrincipalName: string | null;
  displayName: string | null;
  key: string;
  /** What the rule wanted to remember. */
  note: unknown;
}

/** Looks at users who share something. */
export interface GroupRule extends RuleText {
  kind: 'group';
  /** What the user might share with another; nothing for most. */
  keys(user: GraphUser): string[];
  note(user: GraphUser): unknown;
  /**
   * What the user is like. Where all who share a key are alike there is nothing to be found, and nobody is judged; null
   * is like nobody. Without it everybody is judged who shares something.
   */
  like?(user: GraphUser): string | null;
  /**
   * @param members the first of the group, at least two
   * @param whole whether that is all of them
   * @returns judges each member, those beyond the first as well
   */
  judge(members: readonly GroupMember[], whole: boolean): (member: GroupMember) => Found | undefined;
}

/** Looks at the directory as a whole, or at the recycle bin. */
export interface WholeRule extends RuleText {
  kind: 'whole';
  /** Whom it is told of, and whose properties it needs: all users, unless told otherwise. */
  of?: 'deleted users';
  start(context: RuleContext): {
    see(user: GraphUser): void;
    /** @returns what was found, each with a name that stays the same from run to run */
    end(): (Found & { subject: string })[];
  };
}

export type Rule = UserRule | ShareRule | GroupRule | WholeRule;

/** Source: https://learn.microsoft.com/graph/api/resources/user */
export const userResource: Source = {
  title: 'Microsoft Graph: user resource type',
  url: 'https://learn.microsoft.com/graph/api/resources/user',
  version: 'v1.0',
};

/** Whole days since a date and time of Graph; undefined when that is not known. */
export function daysSince(dateTime: unknown, now: number): number | undefined {
  const milliseconds = knownTime(dateTime);
  return milliseconds === undefined ? undefined : Math.floor((now - milliseconds) / 86_400_000);
}

export function isGuest({ userType }: GraphUser): boolean {
  return userType === 'Guest';
}

export function isEnabled({ accountEnabled }: GraphUser): boolean {
  return accountEnabled === true;
}

export function isLicensed({ assignedLicenses }: GraphUser): boolean {
  return Array.isArray(assignedLicenses) && assignedLicenses.length > 0;
}

/** Passwords of synchronized accounts are ruled by the directory that they come from. */
export function isCloudOnly({ onPremisesSyncEnabled }: GraphUser): boolean {
  return onPremisesSyncEnabled !== true;
}
