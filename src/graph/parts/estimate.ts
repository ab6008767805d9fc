/** What Graph has counted: how many users were created up to a second. */
export interface Counted {
  /** Since the epoch. */
  second: number;
  users: number;
}

/** Between two counts, an even spread weighs as much as this many users of the sample. */
const evenness = 4;

/**
 * Estimates how many users were created up to a second. Between two counts users lie where those of the sample lie,
 * and where there are few of them, evenly.
 *
 * @param counted rising seconds
 * @param sample creation dates in seconds since the epoch, rising
 * @returns rises with its argument as far as the counts do
 */
export function createEstimate(counted: readonly Counted[], sample: readonly number[]): (second: number) => number {
  const brackets = counted.slice(1).map((to, index) => {
    const from = counted[index] as Counted;
    return { from, to, inside: sample.filter((second) => second > from.second && second < to.second) };
  });
  return (second) => {
    const bracket = brackets.find(({ to }) => second <= to.second) ?? brackets.at(-1);
    if (bracket === undefined) return 0;
    const { from, to, inside } = bracket;
    const even = Math.min(1, (second - from.second) / (to.second - from.second));
    const next = inside.findIndex((date) => date > second);
    const before = next < 0 ? inside.length : next;
    const start = inside[before - 1] ?? from.second;
    const gap = (inside[before] ?? to.second) - start;
    const sampled = (before + (second - start) / gap) / (inside.length + 1);
    const share = (Math.min(1, sampled) * inside.length + even * evenness) / (inside.length + evenness);
    return from.users + share * (to.users - from.users);
  };
}
