import { parseLossless } from '../base/lossless-json.ts';
import { createNumberSort, type NumberSort } from '../disk/number-sort.ts';
import { createPairSort, type PairSort } from '../disk/pair-sort.ts';
import { openUserLines } from '../list/user-lines.ts';
import type { Disclosure } from '../privacy/disclosure.ts';
import { nameOf } from '../users/user-name.ts';
import type { GraphUser } from '../users/user-type.ts';
import type { ClassesOf } from './acceptances.ts';
import type { RawFinding, Subject } from './finding.ts';
import { type Group, groupKey, groupsIn } from './groups.ts';
import { createPackedKeys, type PackedKeys } from './packed-key.ts';
import { type GroupMember, type GroupRule, isAsGrave } from './rules/rule.ts';
import { shownFound, subjectOf } from './shown-finding.ts';

/** Finds users who share something, in memory that does not grow with their number. */
export interface SharedValues {
  onUser(user: GraphUser): void;
  flush(): Promise<void>;
  /** What the rules found, in the order of rules and users. */
  findings(): AsyncGenerator<FindingOfRule[]>;
}

/** What a rule found, by the rule's id. */
export interface FindingOfRule {
  rule: string;
  finding: RawFinding;
}

export interface SharedValuesOptions {
  folder: string;
  /** Path of today's users.jsonl, which is read a second time. */
  today: string;
  /** How many users are in it. */
  users: number;
  rules: readonly GroupRule[];
  /** Which acceptances of a class a user belongs to. */
  classesOf: ClassesOf;
  /** What may be seen of what is found. */
  disclosure?: Disclosure | undefined;
  signal: AbortSignal;
}

/**
 * In the first pass only a hash of each key is kept, eight bytes, sorted on disk. Whoever has a hash that nobody else
 * has shares nothing. The few others are read a second time, and their keys compared as they are.
 */
export function createSharedValues(options: SharedValuesOptions): SharedValues {
  const { folder, rules, users, disclosure } = options;
  const packed = createPackedKeys(rules.length, users);
  const keys = createNumberSort(folder, 'keys');
  let place = 0;
  return {
    onUser(user) {
      for (let index = 0; index < rules.length; index += 1) {
        const rule = rules[index] as GroupRule;
        for (const key of rule.keys(user)) keys.add(packed.pack(key, index, place));
      }
      place += 1;
    },
    flush: keys.flush,
    async *findings() {
      if (rules.length === 0) return;
      const candidates = createNumberSort(folder, 'candidates');
      await findCandidates(keys, candidates, packed);
      const shared = createPairSort<SeenMember>(folder, 'shared');
      await readCandidates(candidates, shared, packed, options);
      const found = createPairSort<RawFinding>(folder, 'group-findings');
      for await (const group of groupsIn(shared))
        await judgeGroup(group, rules[group.rule] as GroupRule, found, disclosure);
      yield* oneForEach(found, rules);
    },
  };
}

/** Notes the places of users who may share something with another, and by which rule. */
async function findCandidates(keys: NumberSort, candidates: NumberSort, packed: PackedKeys): Promise<void> {
  let last = -1;
  for await (const portion of keys.sorted()) {
    for (const number of portion) {
      if (number !== last && packed.mayShare(number, last)) {
        candidates.add(packed.placeFirst(last));
        candidates.add(packed.placeFirst(number));
      }
      last = number;
    }
    await candidates.flush();
  }
}

/** Reads candidates a second time, and gathers what they might share. */
async function readCandidates(
  candidates: NumberSort,
  shared: PairSort<SeenMember>,
  packed: PackedKeys,
  { today, rules, classesOf, disclosure, signal }: SharedValuesOptions,
): Promise<void> {
  const wanted = createReader(distinct(candidates.sorted()));
  const lines = openUserLines(today);
  try {
    let at = 0;
    let next = await wanted.next();
    while (next !== undefined) {
      signal.throwIfAborted();
      const portion = await lines.next();
      for (const { line } of portion) {
        let user: GraphUser | undefined;
        while (next !== undefined && packed.placeOf(next) === at) {
          user ??= parseLossless(line.toString()) as GraphUser;
          const index = packed.ruleOf(next);
          const rule = rules[index] as GroupRule;
          for (const key of rule.keys(user)) {
            const member = { ...nameOf(user), key, note: rule.note(user) };
            const classes = classesOf(rule.id, user);
            // Most members of a group are no more than their names.
            const isMore = disclosure !== undefined || classes.length > 0;
            const seen = isMore ? { seen: subjectOf(user, disclosure, classes) } : {};
            shared.add(groupKey(index, key), { ...member, ...seen });
          }
          next = wanted.ahead() ?? (await wanted.next());
        }
        at += 1;
      }
      await shared.flush();
      if (portion.length === 0) break;
    }
  } finally {
    await lines.close();
  }
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

async function* distinct(portions: AsyncIterable<number[]>): AsyncGenerator<number[]> {
  let last = -1;
  for await (const portion of portions) {
    yield portion.filter((number) => {
      const isNew = number !== last;
      last = number;
      return isNew;
    });
  }
}

/** Numbers one by one: waiting for each would take longer than what is done with it. */
function createReader(portions: AsyncGenerator<number[]>) {
  let portion: number[] = [];
  let index = 0;
  return {
    /** The next one where no waiting is needed. */
    ahead: (): number | undefined => portion[index++],
    async next(): Promise<number | undefined> {
      while (index >= portion.length) {
        const { value, done } = await portions.next();
        if (done) return undefined;
        portion = value;
        index = 0;
      }
      return portion[index++];
    },
  };
}
