import { hash } from 'node:crypto';
import type { UserName } from '../users/user-name.ts';
import type { Found, Severity } from './rules/rule.ts';

/** Whom or what a finding is about. */
export interface Subject {
  user: UserName | null;
  subject: string;
  /** Who that is, where it may not be seen: to find accepted findings by, and never published. */
  truth?: { user: UserName | null; subject: string };
  /** Acceptances of a class that the user belongs to, by their places; never published. */
  classes?: readonly number[];
}

/** What a rule found, before it is known whether that is new or accepted. */
export interface RawFinding extends Found, Subject {}

/** Something that a rule found, as it stands in findings.json. */
export interface Finding {
  /** The same from run to run: made of rule and user. */
  id: string;
  rule: string;
  severity: Severity;
  /** Null for what concerns the directory as a whole. */
  user: UserName | null;
  /** The user's id, or what else it is about. */
  subject: string;
  why: string;
  evidence: Readonly<Record<string, unknown>>;
  /** Whether it was not there last time, or was less grave; null when that is unknown. */
  isNew: boolean | null;
  /** Why somebody lives with it, and until when; null when nobody does. */
  accepted: { reason: string; until: string } | null;
  /** The day on which its acceptance ran out. */
  acceptanceExpired?: string;
}

/** How many findings there are; `open` ones are those that nobody accepted. */
export interface FindingCounts {
  total: number;
  open: number;
  accepted: number;
  /** Open ones that were not there last time, or were less grave; null when that is unknown. */
  new: number | null;
  /** Found last time and not any more; null when that is unknown. */
  resolved: number | null;
  /** Open ones by severity. */
  bySeverity: Record<Severity, number>;
}

/** What became of a rule, in numbers. */
export interface RuleReport {
  id: string;
  title: string;
  /** The gravest that it gives. */
  severity: Severity;
  /** Why it is that grave, unless `rules` says otherwise; and what it is mistaken for. */
  severityWhy: string;
  confuses: string;
  /** `off`: by default or by `rules`; `not-judged`: what it needs was not read. */
  state: 'judged' | 'off' | 'not-judged';
  missing: string[];
  /** The input that brings what it looks at; absent where that is `select`. */
  input?: string;
  limit: { value: number; unit: string; meaning: string } | null;
  why: string;
  fix: string;
  sources: readonly { title: string; url: string; version?: string }[];
  counts: Pick<FindingCounts, 'total' | 'open' | 'accepted' | 'new' | 'bySeverity'>;
}

/** @param subject the user's id, or what else the finding is about */
export function findingId(rule: string, subject: string): string {
  return hash('sha256', `${rule}\n${subject}`).slice(0, 16);
}
