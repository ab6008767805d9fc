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
  const source = eachPair(pairs);
  try {
    let ahead = await source.next();
    while (!ahead.done) {
      const { key } = ahead.value;
      const members: M[] = [];
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
      yield { rule: Number(key.slice(0, key.indexOf(' '))), members, whole, all };
    }
  } finally {
    await source.return(undefined);
  }
}

async function* eachPair<T>(portions: AsyncIterable<T[]>): AsyncGenerator<T> {
  for await (const portion of portions) yield* portion;
}
