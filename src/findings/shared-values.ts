import { join } from 'node:path';
import { createPairSort } from '../disk/pair-sort.ts';
import type { Disclosure } from '../privacy/disclosure.ts';
import { nameOf, type UserName } from '../users/user-name.ts';
import type { GraphUser } from '../users/user-type.ts';
import type { ClassesOf } from './acceptances.ts';
import type { RawFinding, Subject } from './finding.ts';
import { type Group, groupKey, groupsIn } from './groups.ts';
import { createKeyFilter, type KeyFilter } from './key-filter.ts';
import type { Pair } from './key-hashes.ts';
import { createNoteSpool } from './note-spool.ts';
import type { GroupMember, GroupRule } from './rules/rule.ts';
import { shownFound, subjectOf } from './shown-finding.ts';

/** Finds users who share something, in memory that does not grow with their number. */
export interface SharedValues {
  /** Notes down what a user might share with others: in whatever order users come, each of them once. */
  onUser(user: GraphUser): void;
  /** Writes out what has gathered, when it is much. */
  flush(): Promise<void>;
  /** What the rules found, once all users came: now and then what is there by then. */
  findings(): AsyncGenerator<FindingOfRule[]>;
  /** Ends it, where nobody wants to know what was found. */
  close(): Promise<void>;
}

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
 * While users come, no more is kept of their keys in memory than two bits of a filter, and what they might share lies on
 * disk. Who has a key that came once shares nothing, and is passed over then, and so are those of whom the rule says that
 * they are alike. What the others have is sorted, and compared as it is.
 */
export function createSharedValues({ folder, rules, classesOf, disclosure }: SharedValuesOptions): SharedValues {
  let filter: KeyFilter | undefined = createKeyFilter();
  const noted = createNoteSpool(join(folder, 'noted'));
  const shared = createPairSort<SharedPair>(folder, 'shared');

  /** Takes those who may well share something out of what was noted down. */
  async function gather(all: KeyFilter): Promise<void> {
    for await (const notes of noted.wanted(all.mayBeShared)) {
      for (const text of notes) {
        const [id, userPrincipalName, displayName, ...own] = JSON.parse(text) as NotedUser;
        for (let at = 0; at < own.length; at += 3) {
          const [key, note, seen] = own.slice(at, at + 3) as [string, unknown, Subject | null];
          if (all.mayBeShared(all.hashesOf(key))) shared.add(key, [id, userPrincipalName, displayName, note, seen]);
        }
      }
      await shared.flush();
    }
  }

  return {
    onUser(user) {
      if (filter === undefined) throw new TypeError('All users have come.');
      const { id, userPrincipalName, displayName } = nameOf(user);
      const hashes: Pair[] = [];
      const noting: NotedUser = [id, userPrincipalName, displayName];
      for (const [index, rule] of rules.entries()) {
        const keys = rule.keys(user);
        if (keys.length === 0) continue;
        const classes = classesOf(rule.id, user);
        // Most members of a group are no more than their names.
        const isMore = disclosure !== undefined || classes.length > 0;
        const seen = isMore ? subjectOf(user, disclosure, classes) : null;
        const note = rule.note(user);
        const like = rule.like?.(user);
        for (const value of keys) {
          const key = groupKey(index, value);
          const hash = filter.hashesOf(key);
          if (filter.add(hash, like)) shared.add(key, [id, userPrincipalName, displayName, note, seen]);
          else {
            hashes.push(hash);
            noting.push(key, note, seen);
          }
        }
      }
      if (hashes.length > 0) noted.add(hashes, JSON.stringify(noting));
    },
    async flush() {
      await noted.flush();
      await shared.flush();
    },
    close: noted.close,
    async *findings() {
      if (filter) await gather(filter);
      // All have been asked for: the findings need the memory.
      filter = undefined;
      for await (const group of groupsIn(membersIn(shared.sorted()))) {
        yield* judgeGroup(group, rules[group.rule] as GroupRule, disclosure);
      }
    },
  };
}

type NameTexts = [id: string, userPrincipalName: string | null, displayName: string | null];

/** A user; and of each of his keys the key, what the rule wanted to remember, and what may be seen of him. */
type NotedUser = [...NameTexts, ...unknown[]];

/** A user and what one rule noted of him; and what may be seen of him where that is not his name, or he is of a class. */
type SharedPair = [...NameTexts, note: unknown, seen: Subject | null];

/** A member, and what may be seen of it where that is not its name, or where it belongs to a class. */
interface SeenMember extends GroupMember {
  seen: Subject | null;
}

async function* membersIn(
  pairs: AsyncIterable<{ key: string; value: SharedPair }[]>,
): AsyncGenerator<{ key: string; value: SeenMember }[]> {
  for await (const portion of pairs) {
    yield portion.map(({ key, value: [id, userPrincipalName, displayName, note, seen] }) => ({
      key,
      value: { id, userPrincipalName, displayName, key: key.slice(key.indexOf(' ') + 1), note, seen },
    }));
  }
}

async function* judgeGroup(
  group: Group<SeenMember>,
  rule: GroupRule,
  disclosure: Disclosure | undefined,
): AsyncGenerator<FindingOfRule[]> {
  const judge = rule.judge(group.members, group.whole);
  const known = new Map<string, UserName>();
  if (disclosure) for (const { id, seen } of group.members) if (seen?.user) known.set(id, seen.user);
  for await (const portion of group.all()) {
    const found: FindingOfRule[] = [];
    for (const member of portion) {
      const finding = judge(member);
      if (finding === undefined) continue;
      const { id, userPrincipalName, displayName } = member;
      const subject = member.seen ?? { user: { id, userPrincipalName, displayName }, subject: id };
      found.push({ rule: rule.id, finding: { ...subject, ...shownFound(rule, finding, disclosure, known) } });
    }
    if (found.length > 0) yield found;
  }
}
