import type { GroupMember } from './rules/rule.ts';

/** Users who share one key of one rule; at least two. */
export interface Group<M extends GroupMember = GroupMember> {
  /** Which rule, from 0. */
  rule: number;
  /** The first of its members. */
  members: M[];
  /** Whether these are all of them. */
  whole: boolean;
  /** All members; must be read to its end before the next group is asked for. */
  all(): AsyncIterable<M[]>;
}

/** That many of a larger group are looked at as a whole. */
const membersAtOnce = 100;

/** The key under which what one rule wants to see together lies in the sort. */
export function groupKey(rule: number, key: string): string {
  return `${rule} ${key}`;
}

/** Takes sorted pairs of {@link groupKey} and member apart into groups; whoever is alone falls away. */
export async function* groupsIn<M extends GroupMember>(
  pairs: AsyncIterable<{ key: string; value: M }[]>,
): AsyncGenerator<Group<M>> {
  const source = pairs[Symbol.asyncIterator]();
  let portion: { key: string; value: M }[] = [];
  let at = 0;
  /** Waits for a portion, not for each pair of it: there may be as many as users. */
  async function fill(): Promise<boolean> {
    while (at === portion.length) {
      const next = await source.next();
      if (next.done) return false;
      portion = next.value;
      at = 0;
    }
    return true;
  }
  /** @returns the members with a key that are at hand, and no more than `most` */
  function take(key: string, most: number): M[] {
    const members: M[] = [];
    for (let pair = portion[at]; pair?.key === key && members.length < most; pair = portion[at]) {
      members.push(pair.value);
      at += 1;
    }
    return members;
  }
  const isNext = async (key: string) => (at < portion.length || (await fill())) && portion[at]?.key === key;

  try {
    while (await fill()) {
      const key = portion[at]?.key as string;
      const members = take(key, membersAtOnce);
      while (members.length < membersAtOnce && (await isNext(key))) {
        members.push(...take(key, membersAtOnce - members.length));
      }
      const whole = !(await isNext(key));
      if (members.length < 2) continue;
      const all = async function* () {
        yield members;
        while (await isNext(key)) yield take(key, Number.POSITIVE_INFINITY);
      };
      yield { rule: Number(key.slice(0, key.indexOf(' '))), members, whole, all };
    }
  } finally {
    await source.return?.();
  }
}
