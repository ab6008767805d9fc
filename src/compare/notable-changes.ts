import type { Visitor } from '../list/walk-lists.ts';
import { nameOf, type UserName } from '../users/user-name.ts';
import type { GraphUser } from '../users/user-type.ts';
import type { Comparison } from './comparison.ts';

/** Changes that somebody should know of, whatever the rules say of the user. */
export type NotableKind = 'enabled-again' | 'became-member' | 'licence-while-disabled' | 'created-again';

export interface NotableText {
  /** Behind a number. */
  one: string;
  many: string;
  why: string;
  fix: string;
}

/** In the order in which they are told. */
export const notableTexts: Readonly<Record<NotableKind, NotableText>> = {
  'became-member': {
    one: 'guest became a member',
    many: 'guests became members',
    why: 'A member may read more of the directory than a guest, and rules and policies for guests no longer hold.',
    fix: 'Ask who changed the type of the user, and why.',
  },
  'enabled-again': {
    one: 'account was enabled again',
    many: 'accounts were enabled again',
    why: 'Whoever still has its password, or a session of old, gets in again.',
    fix: 'Ask who enabled it, and whether the person is back.',
  },
  'licence-while-disabled': {
    one: 'disabled account got a licence',
    many: 'disabled accounts got licences',
    why: 'Nobody can use it: it is paid for in vain, or the account is about to be enabled.',
    fix: 'Ask who assigned it. Take it away, or expect the account to be enabled.',
  },
  'created-again': {
    one: 'account was created again under the same name',
    many: 'accounts were created again under the same names',
    why: 'It is another account. Groups and roles of the old one are gone, and what people send to the name now reaches the new one.',
    fix: 'Ask who created it. A deleted account can be restored for 30 days instead.',
  },
};

/** One of them: whom it is about, and what the one telling property was and is. */
export interface NotableChange {
  kind: NotableKind;
  user: UserName;
  before: unknown;
  after: unknown;
}

/** All of them in numbers, and the first of each kind. */
export interface NotableChanges {
  counts: Record<NotableKind, number>;
  samples: NotableChange[];
}

/** What is notable about two states of one user. @param properties those that both states were asked for */
export function notableChanges(
  before: GraphUser,
  after: GraphUser,
  properties: readonly string[],
): Omit<NotableChange, 'user'>[] {
  const found: Omit<NotableChange, 'user'>[] = [];
  const note = (kind: NotableKind, property: string) => {
    if (properties.includes(property)) found.push({ kind, before: before[property], after: after[property] });
  };
  if (before.userType === 'Guest' && after.userType === 'Member') note('became-member', 'userType');
  if (before.accountEnabled === false && after.accountEnabled === true) note('enabled-again', 'accountEnabled');
  if (after.accountEnabled === false && hasMore(before.assignedLicenses, after.assignedLicenses)) {
    note('licence-while-disabled', 'assignedLicenses');
  }
  return found;
}

/** Whether there is a licence now that was not there before. */
function hasMore(before: unknown, after: unknown): boolean {
  const had = new Set(productsOf(before));
  return productsOf(after).some((product) => !had.has(product));
}

function productsOf(licences: unknown): unknown[] {
  return Array.isArray(licences) ? licences.map((licence) => (licence as { skuId?: unknown } | null)?.skuId) : [];
}

const sampleSize = 20;

/** Gathers them while two lists are walked through. */
export interface NotableChangesWatch extends Visitor {
  /** @param comparison undefined when the earlier list turned out to be unusable: then nothing is known */
  finish(comparison: Pick<Comparison, 'counts' | 'samples'> | undefined): NotableChanges;
}

/** @param properties those that both lists have */
export function watchNotableChanges(properties: readonly string[]): NotableChangesWatch {
  const counts = noCounts();
  const samples: NotableChange[] = [];
  return {
    onDifferent(before, after) {
      for (const change of notableChanges(before, after, properties)) {
        counts[change.kind] += 1;
        if (counts[change.kind] <= sampleSize) samples.push({ ...change, user: nameOf(after) });
      }
    },
    finish(comparison) {
      if (comparison === undefined) return { counts: noCounts(), samples: [] };
      const again = comparison.samples.recreated.slice(0, sampleSize).map((one): NotableChange => {
        const user = { id: one.addedId, userPrincipalName: one.userPrincipalName, displayName: null };
        return { kind: 'created-again', user, before: one.removedId, after: one.addedId };
      });
      return { counts: { ...counts, 'created-again': comparison.counts.recreated }, samples: [...samples, ...again] };
    },
  };
}

function noCounts(): NotableChanges['counts'] {
  return { 'became-member': 0, 'enabled-again': 0, 'licence-while-disabled': 0, 'created-again': 0 };
}
