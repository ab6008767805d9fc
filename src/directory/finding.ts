import { createHash } from 'node:crypto';
import type { Severity } from './rules/rule.ts';

/** Who a user is, for people. */
export interface UserName {
  id: string;
  userPrincipalName: string | null;
  displayName: string | null;
}

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
  /** Whether it was not there last time; null when that is unknown. */
  isNew: boolean | null;
  /** Why somebody lives with it, and until when; null when nobody does. */
  accepted: { reason: string; until: string } | null;
  /** The day on which its acceptance ran out. */
  acceptanceExpired?: string;
}

/** @param subject the user's id, or what else the finding is about */
export function findingId(rule: string, subject: string): string {
  return createHash('sha256').update(`${rule}\n${subject}`).digest('hex').slice(0, 16);
}
