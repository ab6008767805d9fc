import type { Disclosure } from '../privacy/disclosure.ts';
import { nameOf, type UserName } from '../users/user-name.ts';
import type { GraphUser } from '../users/user-type.ts';
import { findingId, type Subject } from './finding.ts';
import type { Found, Rule } from './rules/rule.ts';

/** Evidence that names other users. */
const others = 'others';
const userIds = 'firstUserIds';

/**
 * Whom a finding is about, as it may be seen; where something is hidden, with who that is in truth beside it.
 *
 * @param classes acceptances of a class that the user belongs to
 */
export function subjectOf(user: GraphUser, disclosure: Disclosure | undefined, classes: readonly number[]): Subject {
  const name = nameOf(user);
  const member = classes.length > 0 ? { classes } : {};
  if (disclosure === undefined) return { user: name, subject: user.id, ...member };
  const shown = nameOf(disclosure.user(user));
  return { user: shown, subject: shown.id, truth: { user: name, subject: user.id }, ...member };
}

/** What concerns the directory as a whole: its name may be a date that is hidden. */
export function wholeSubjectOf(rule: Rule, subject: string, disclosure: Disclosure | undefined): Subject {
  if (disclosure === undefined) return { user: null, subject };
  const shown = rule.needs.some(disclosure.isHidden) ? findingId(rule.id, subject) : subject;
  return { user: null, subject: shown, truth: { user: null, subject } };
}

/**
 * What a rule found, as it may be seen. A rule judges by the true values; once it rests on one that is hidden, its own
 * words and numbers stay out, since they may tell it: what is left is the rule's title, and the properties that may be
 * seen.
 *
 * @param known users by their true ids, as they may be seen
 */
export function shownFound(
  rule: Rule,
  found: Found,
  disclosure: Disclosure | undefined,
  known: ReadonlyMap<string, UserName> = new Map(),
): Found {
  if (disclosure === undefined) return found;
  const { why, evidence, ...rest } = found;
  const looksAt = [...rule.needs, ...(rule.shows ?? [])];
  const restsOnHidden = looksAt.some(disclosure.isHidden);
  const shown = Object.entries(evidence).flatMap(([name, value]): [string, unknown][] => {
    if (name === others && Array.isArray(value)) return [[name, value.map((other) => shownOther(other, known))]];
    if (name === userIds && Array.isArray(value)) {
      return restsOnHidden ? [] : [[name, value.map((id) => disclosure.value('id', id))]];
    }
    if (!looksAt.includes(name)) return restsOnHidden ? [] : [[name, value]];
    const seen = disclosure.value(name, value);
    return seen === undefined ? [] : [[name, seen]];
  });
  return { ...rest, why: restsOnHidden ? `${rule.title}.` : disclosure.text(why), evidence: Object.fromEntries(shown) };
}

/** Those members of another user that the rule would show. */
function shownOther(other: UserName, known: ReadonlyMap<string, UserName>): Partial<UserName> {
  const shown = known.get(other.id);
  return Object.fromEntries(Object.keys(other).map((name) => [name, shown?.[name as keyof UserName] ?? null]));
}
