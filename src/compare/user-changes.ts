import { isRawNumber } from '../base/lossless-json.ts';
import type { UserName } from '../users/user-name.ts';
import type { GraphUser } from '../users/user-type.ts';

/** One property that differs between two states of a user. */
export interface PropertyChange {
  property: string;
  before: unknown;
  after: unknown;
}

/** How many users came, went and changed. */
export interface ChangeCounts {
  added: number;
  removed: number;
  /** Users with a change that counts. */
  changed: number;
  /** Users with nothing but churn: shown, not counted. */
  churned: number;
  /** Users who were removed and created again under a new id; they are among the added and the removed as well. */
  recreated: number;
}

/** A user who changed, as it stands in changes.json. */
export interface ChangedUser extends UserName {
  counted: boolean;
  changes: (PropertyChange & { churn?: true })[];
}

/** A user who was removed and created again. */
export interface RecreatedUser {
  userPrincipalName: string;
  removedId: string;
  addedId: string;
}

/** The first of each kind, for the report and the summary: the whole of them may be a million. */
export interface ChangeSamples {
  added: GraphUser[];
  removed: GraphUser[];
  changed: ChangedUser[];
  recreated: RecreatedUser[];
}

/**
 * Properties that change by themselves, while nobody changes anything about the user: they are shown, but a user with
 * no other change does not count as changed unless `count-churn` asks for it.
 */
export const churnProperties: ReadonlySet<string> = new Set([
  'lastPasswordChangeDateTime',
  'onPremisesLastSyncDateTime',
  'refreshTokensValidFromDateTime',
  'signInActivity',
  'signInSessionsValidFromDateTime',
]);

/**
 * What differs between two states of one user.
 *
 * @param properties those that both states were asked for: what only one side knows is no change
 * @returns in the order of `properties`; empty when nothing differs
 */
export function compareUsers(before: GraphUser, after: GraphUser, properties: readonly string[]): PropertyChange[] {
  return properties
    .filter((property) => !sameValue(before[property], after[property]))
    .map((property) => ({ property, before: before[property] ?? null, after: after[property] ?? null }));
}

/** True when two values say the same: arrays are sets for Graph, which sends them in any order. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b || ((a ?? null) === null && (b ?? null) === null)) return true;
  return typeof a === 'object' && typeof b === 'object' && asSet(a) === asSet(b);
}

/** A text that is the same for all orders of arrays and of keys. */
function asSet(value: unknown): string {
  if (Array.isArray(value)) return `[${[...new Set(value.map(asSet))].sort().join()}]`;
  if (value === null || typeof value !== 'object' || isRawNumber(value)) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${asSet(member)}`).join()}}`;
}
