import type { GroupMember } from './rules/rule.ts';

/** Users who share one key of one rule; at least two. */
export interface Group<M extends GroupMember = GroupMember> {
  /** Which rule, from 0. */
  rule: number;
  /** The first of its members. */
  members: M[];
  /** Whether these are all of them. */
  whole: boolean;
  /** All others; must be read to its end before more groups are asked for. */
  rest(): AsyncIterable<M[]>;
}

/** That many of a larger group are looked at as a whole. */
const membersAtOnce = 100;

/** The key under which what one rule wants to see together lies in the sort. */
export function groupKey(rule: number, key: string): string {
  return `${rule} ${key}`;
}

/** Members of groups that are handed on together, or few more. */
const enoughMembers = 2_000;

interface Pair<M> {
  key: string;
  value: M;
}

/**
 * Takes sorted pairs of {@link groupKey} and member apart into groups; whoever is alone falls away.
 *
 * @returns many groups at once: to wait for each of tens of thousands takes longer than to judge them. One that is not
 *   whole is the last of those that come with it
 */
export async function* groupsIn<M extends GroupMember>(
  portions: AsyncGenerator<Pair<M>[]>,
): AsyncGenerator<Group<M>[]> {
  let portion: Pair<M>[] = [];
  let at = 0;
  const fill = async () => {
    portion = (await portions.next()).value ?? [];
    at = 0;
    return portion.length > 0;
  };
  /** Those in hand with a key, as far as there is room. */
  const take = (key: string, members: M[], room: number) => {
    for (; at < portion.length && members.length < room; at += 1) {
      const pair = portion[at] as Pair<M>;
      if (pair.key !== key) return;
      members.push(pair.value);
    }
  };
  async function* restOf(key: string): AsyncGenerator<M[]> {
    while ((at < portion.length || (await fill())) && portion[at]?.key === key) {
      const members: M[] = [];
      take(key, members, Number.POSITIVE_INFINITY);
      yield members;
    }
  }

  let groups: Group<M>[] = [];
  let waiting = 0;
  try {
    while (at < portion.length || (await fill())) {
      const { key } = portion[at] as Pair<M>;
      const members: M[] = [];
      do take(key, members, membersAtOnce);
      while (at === portion.length && (await fill()) && members.length < membersAtOnce);
      if (members.length < 2) continue;
      const whole = portion[at]?.key !== key;
      groups.push({ rule: Number(key.slice(0, key.indexOf(' '))), members, whole, rest: () => restOf(key) });
      waiting += members.length;
      if (whole && waiting < enoughMembers) continue;
      yield groups;
      groups = [];
      waiting = 0;
    }
    if (groups.length > 0) yield groups;
  } finally {
    await portions.return(undefined);
  }
}
