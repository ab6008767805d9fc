import { createFirstLikes, type FirstLikes } from './first-likes.ts';
import { hashesOf, type Pair, randomSeeds } from './key-hashes.ts';

/**
 * Tells which keys came more than once, as far as memory of a fixed size can: it may say so of a key that came once, and
 * never fails to say it of one that came twice. Whoever asks compares the keys themselves then.
 */
export interface KeyFilter {
  /** By which a key is asked for. */
  hashesOf(key: string): Pair;
  /**
   * @param like given with all that come with a key, or with none: null is like nobody, not even like null
   * @returns whether it may be shared by now
   */
  add(key: Pair, like?: string | null): boolean;
  /** @returns false for a key that came once or never, and for one with which only the like came, as far as is known */
  mayBeShared(key: Pair): boolean;
}

/** 4 MiB: of five million keys, as a million users have, one in fifteen is taken for another. */
const defaultBits = 2 ** 25;
/** The keys of some hundred users touch as much memory as those of a million: they have filters of their own. */
const few = { keys: 1_024, bits: 2 ** 17 };

/**
 * A Bloom filter of keys that came, and another one of those that came again. Where a key lies in them depends on two
 * hashes with seeds of their own for each run: nobody can make keys that fill a place on purpose.
 *
 * @param bits of each filter, a power of two
 */
export function createKeyFilter(bits = defaultBits, seeds = randomSeeds(), likes?: FirstLikes): KeyFilter {
  const first = likes ?? createFirstLikes();
  const once = [createBits(Math.min(bits, few.bits))];
  const again = [createBits(Math.min(bits, few.bits))];
  let keys = 0;
  return {
    hashesOf: (key) => hashesOf(key, seeds),
    add(pair, like) {
      const met = like === undefined ? 'full' : first.meet(pair, like);
      if (met === 'first' || met === 'alike') return isInOne(again, pair);
      const isAgain = met === 'unlike' || isInOne(once, pair);
      put(isAgain ? again : once, pair);
      keys += 1;
      if (keys === few.keys) {
        once.push(createBits(bits));
        again.push(createBits(bits));
      }
      return isAgain;
    },
    mayBeShared: (pair) => isInOne(again, pair),
  };
}

function createBits(bits: number): Uint32Array {
  return new Uint32Array(bits / 32);
}

function isInOne(filters: readonly Uint32Array[], [one, other]: Pair): boolean {
  for (const filter of filters) if (isIn(filter, one) && isIn(filter, other)) return true;
  return false;
}

/** Into the last one. */
function put(filters: readonly Uint32Array[], [one, other]: Pair): void {
  const filter = filters.at(-1) as Uint32Array;
  filter[wordOf(filter, one)] = (filter[wordOf(filter, one)] as number) | (1 << (one & 31));
  filter[wordOf(filter, other)] = (filter[wordOf(filter, other)] as number) | (1 << (other & 31));
}

function isIn(filter: Uint32Array, hash: number): boolean {
  return (((filter[wordOf(filter, hash)] as number) >>> (hash & 31)) & 1) === 1;
}

function wordOf({ length }: Uint32Array, hash: number): number {
  return (hash >>> 5) & (length - 1);
}
