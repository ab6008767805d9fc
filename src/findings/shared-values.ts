import { createNumberSort } from '../disk/number-sort.ts';
import { createPairSort } from '../disk/pair-sort.ts';
import { openUserLines } from '../list/user-lines.ts';
import type { GraphUser } from '../users/user.ts';
import { nameOf } from '../users/user-name.ts';
import type { RawFinding } from './finding.ts';
import type { GroupMember, GroupRule } from './rules/rule.ts';

/** Finds users who share something, in memory that does not grow with their number. */
export interface SharedValues {
  onUser(user: GraphUser): void;
  flush(): Promise<void>;
  /** What the rules found, in the order of rules and users. */
  findings(): AsyncGenerator<{ rule: string; finding: RawFinding }[]>;
}

export interface SharedValuesOptions {
  folder: string;
  /** Path of today's users.jsonl, which is read a second time. */
  today: string;
  /** Eight at the most. */
  rules: readonly GroupRule[];
  signal: AbortSignal;
}

/**
 * A number holds 26 bits of a hash, 3 of a rule and 24 of a place in the list: 53 are exact. No tenant has 16 million
 * users.
 */
const places = 2 ** 24;
const mostRules = 8;
const hashes = 2 ** 26;
/** Of a larger group so many are looked at as a whole. */
const membersAtOnce = 100;

/**
 * In the first pass only a hash of each key is kept, eight bytes, sorted on disk. Whoever has a hash that nobody else
 * has shares nothing. The few others are read a second time, and their keys compared as they are.
 */
export function createSharedValues({ folder, today, rules, signal }: SharedValuesOptions): SharedValues {
  const keys = createNumberSort(folder, 'keys');
  let place = 0;

  /** Places of users who may share something with another, and by which rule. */
  async function candidates() {
    const found = createNumberSort(folder, 'candidates');
    let last = -1;
    for await (const portion of keys.sorted()) {
      for (const number of portion) {
        const shared = Math.floor(number / places);
        const rule = shared % mostRules;
        if (shared === Math.floor(last / places) && number !== last) {
          found.add((last % places) * mostRules + rule);
          found.add((number % places) * mostRules + rule);
        }
        last = number;
      }
      await found.flush();
    }
    return found;
  }

  /** What candidates might share, sorted by what it is. */
  async function shared() {
    const wanted = createReader(distinct((await candidates()).sorted()));
    const pairs = createPairSort<GroupMember>(folder, 'shared');
    const lines = openUserLines(today);
    try {
      let at = 0;
      let next = await wanted.next();
      while (next !== undefined) {
        signal.throwIfAborted();
        const portion = await lines.next();
        for (const { line } of portion) {
          let user: GraphUser | undefined;
          while (next !== undefined && Math.floor(next / mostRules) === at) {
            user ??= JSON.parse(line.toString()) as GraphUser;
            const index = next % mostRules;
            const rule = rules[index] as GroupRule;
            for (const key of rule.keys(user))
              pairs.add(`${index} ${key}`, { ...nameOf(user), key, note: rule.note(user) });
            next = wanted.ahead() ?? (await wanted.next());
          }
          at += 1;
        }
        await pairs.flush();
        if (portion.length === 0) break;
      }
    } finally {
      await lines.close();
    }
    return pairs;
  }

  return {
    onUser(user) {
      for (let index = 0; index < rules.length; index += 1) {
        const rule = rules[index] as GroupRule;
        for (const key of rule.keys(user)) {
          keys.add((hash(key) * mostRules + index) * places + place);
        }
      }
      place += 1;
    },
    flush: keys.flush,
    async *findings() {
      if (rules.length === 0) return;
      const found = createPairSort<RawFinding>(folder, 'group-findings');
      for await (const { rule: index, group } of groupsOf(await shared())) {
        const rule = rules[index] as GroupRule;
        const judge = rule.judge(group.members, group.whole);
        for await (const portion of group.all()) {
          for (const member of portion) {
            const finding = judge(member);
            if (finding === undefined) continue;
            const { id, userPrincipalName, displayName } = member;
            const user = { id, userPrincipalName, displayName };
            found.add(`${rule.id} ${id}`, { user, subject: id, ...finding });
          }
          await found.flush();
        }
      }
      let last: { rule: string; finding: RawFinding } | undefined;
      for await (const portion of found.sorted()) {
        const done: { rule: string; finding: RawFinding }[] = [];
        for (const { key, value } of portion) {
          const rule = key.slice(0, key.indexOf(' '));
          if (last?.rule === rule && last.finding.subject === value.subject) {
            last.finding = withMore(last.finding, value);
            continue;
          }
          if (last) done.push(last);
          last = { rule, finding: value };
        }
        yield done;
      }
      if (last) yield [last];
    },
  };
}

interface Group {
  /** The first of its members. */
  members: GroupMember[];
  whole: boolean;
  all(): AsyncIterable<GroupMember[]>;
}

/** SharedValues of at least two; each must be read to its end before the next is asked for. */
async function* groupsOf(pairs: {
  sorted(): AsyncGenerator<{ key: string; value: GroupMember }[]>;
}): AsyncGenerator<{ rule: number; group: Group }> {
  const source = eachPair(pairs.sorted());
  let ahead = await source.next();
  while (!ahead.done) {
    const { key } = ahead.value;
    const members: GroupMember[] = [];
    while (!ahead.done && ahead.value.key === key && members.length < membersAtOnce) {
      members.push(ahead.value.value);
      ahead = await source.next();
    }
    const whole = ahead.done || ahead.value.key !== key;
    if (members.length < 2) continue;
    const all = async function* () {
      yield members;
      while (!ahead.done && ahead.value.key === key) {
        const { value } = ahead.value;
        ahead = await source.next();
        yield [value];
      }
    };
    yield { rule: Number(key.slice(0, key.indexOf(' '))), group: { members, whole, all } };
  }
}

async function* eachPair<T>(portions: AsyncIterable<T[]>): AsyncGenerator<T> {
  for await (const portion of portions) yield* portion;
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

/** A user who shares two addresses has one finding that tells of both. */
function withMore(first: RawFinding, more: RawFinding): RawFinding {
  const merged = Object.entries(first.evidence).map(([name, value]) => {
    const other = more.evidence[name];
    return [name, Array.isArray(value) && Array.isArray(other) ? [...value, ...other] : value];
  });
  return { ...first, evidence: Object.fromEntries(merged) };
}

/** FNV-1a over UTF-16 code units. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 0) % hashes;
}
