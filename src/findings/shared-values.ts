import { createPairSort, type PairSort } from '../disk/pair-sort.ts';
import type { Disclosure } from '../privacy/disclosure.ts';
import { nameOf } from '../users/user-name.ts';
import type { GraphUser } from '../users/user-type.ts';
import type { ClassesOf } from './acceptances.ts';
import type { RawFinding, Subject } from './finding.ts';
import { type Group, groupKey, groupsIn } from './groups.ts';
import { createKeyFilter, type KeyFilter } from './key-filter.ts';
import { type GroupMember, type GroupRule, isAsGrave } from './rules/rule.ts';
import { shownFound, subjectOf } from './shown-finding.ts';

/** Finds users who share something, in memory that does not grow with their number. */
export interface SharedValues {
  /** What a user might share with others, noted down: in whatever order users come, and as often as they do. */
  look(user: GraphUser): SharedKey[];
  /** Gathers what he may well share, once all users were looked at. @param keys what {@link look} said of him */
  onUser(user: GraphUser, keys: readonly SharedKey[]): void;
  flush(): Promise<void>;
  /** What the rules found, in the order of rules and users. */
  findings(): AsyncGenerator<FindingOfRule[]>;
}

/** Which rule, from 0; the key, what the rule wants to remember, and acceptances of a class that the user belongs to. */
export type SharedKey = [rule: number, key: string, note: unknown, classes: readonly number[]];

/** What a rule found, by the rule's id. */
export interface FindingOfRule {
  rule: string;
  finding: RawFinding;
}

export interface SharedValuesOptions {
  folder: string;
  rules: readonly GroupRule[];
  /** Which acceptances of a class a user belongs to. */
  classesOf: ClassesOf;
  /** What may be seen of what is found. */
  disclosure?: Disclosure | undefined;
}

/**
 * While users come, no more is kept of their keys than two bits of a filter. Who has a key that came once shares nothing,
 * and is passed over. What the others have is gathered, sorted, and compared as it is.
 */
export function createSharedValues({ folder, rules, classesOf, disclosure }: SharedValuesOptions): SharedValues {
  let filter: KeyFilter | undefined = createKeyFilter();
  const shared = createPairSort<SeenMember>(folder, 'shared');
  return {
    look(user) {
      const keys: SharedKey[] = [];
      for (const [index, rule] of rules.entries()) {
        for (const key of rule.keys(user)) {
          filter?.add(groupKey(index, key));
          keys.push([index, key, rule.note(user), classesOf(rule.id, user)]);
        }
      }
      return keys;
    },
    onUser(user, keys) {
      for (const [index, key, note, classes] of keys) {
        const group = groupKey(index, key);
        if (filter?.mayBeShared(group) === false) continue;
        // Most members of a group are no more than their names.
        const isMore = disclosure !== undefined || classes.length > 0;
        const seen = isMore ? { seen: subjectOf(user, disclosure, classes) } : {};
        shared.add(group, { ...nameOf(user), key, note, ...seen });
      }
    },
    flush: shared.flush,
    async *findings() {
      // All have been asked for: the findings need the memory.
      filter = undefined;
      if (rules.length === 0) return;
      const found = createPairSort<RawFinding>(folder, 'group-findings');
      for await (const group of groupsIn(shared))
        await judgeGroup(group, rules[group.rule] as GroupRule, found, disclosure);
      yield* oneForEach(found, rules);
    },
  };
}

/** A member, and what may be seen of it where that is not its name, or where it belongs to a class. */
interface SeenMember extends GroupMember {
  seen?: Subject;
}

async function judgeGroup(
  group: Group<SeenMember>,
  rule: GroupRule,
  found: PairSort<RawFinding>,
  disclosure: Disclosure | undefined,
): Promise<void> {
  const judge = rule.judge(group.members, group.whole);
  const known = new Map(group.members.flatMap(({ id, seen }) => (seen?.user ? [[id, seen.user] as const] : [])));
  for await (const portion of group.all()) {
    for (const member of portion) {
      const finding = judge(member);
      if (finding === undefined) continue;
      const { id, userPrincipalName, displayName } = member;
      const subject = member.seen ?? { user: { id, userPrincipalName, displayName }, subject: id };
      found.add(`${rule.id} ${subject.subject}`, { ...subject, ...shownFound(rule, finding, disclosure, known) });
    }
    await found.flush();
  }
}

/** A user who shares two addresses has one finding that tells of both. */
async function* oneForEach(found: PairSort<RawFinding>, rules: readonly GroupRule[]): AsyncGenerator<FindingOfRule[]> {
  let last: FindingOfRule | undefined;
  for await (const portion of found.sorted()) {
    const done: FindingOfRule[] = [];
    for (const { key, value } of portion) {
      const rule = key.slice(0, key.indexOf(' '));
      if (last?.rule === rule && last.finding.subject === value.subject) {
        last.finding = withMore(last.finding, value, rules.find(({ id }) => id === rule) as GroupRule);
        continue;
      }
      if (last) done.push(last);
      last = { rule, finding: value };
    }
    yield done;
  }
  if (last) yield [last];
}

/** What is graver speaks for both. */
function withMore(first: RawFinding, more: RawFinding, rule: GroupRule): RawFinding {
  const gravity = ({ severity = rule.severity }: RawFinding) => severity;
  const [one, other] = isAsGrave(gravity(first), gravity(more)) ? [first, more] : [more, first];
  const merged = Object.entries(one.evidence).map(([name, value]) => {
    const added = other.evidence[name];
    return [name, Array.isArray(value) && Array.isArray(added) ? distinctOf([...value, ...added]) : value];
  });
  return { ...one, evidence: Object.fromEntries(merged) };
}

/** Who shares two things with the same user is told of that user once. */
function distinctOf(items: readonly unknown[]): unknown[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
