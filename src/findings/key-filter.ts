import { hashesOf, randomSeeds } from './key-hashes.ts';

/**
 * Tells which keys came more than once, as far as memory of a fixed size can: it may say so of a key that came once, and
 * never fails to say it of one that came twice. Whoever asks compares the keys themselves then.
 */
export interface KeyFilter {
  add(key: string): void;
  /** @returns false for a key that came once or never */
  mayBeShared(key: string): boolean;
}

/** 4 MiB each: of five million keys, as a million users have, one in fifteen is taken for another. */
const defaultBits = 2 ** 25;

/**
 * A Bloom filter of keys that came, and another one of those that came again. Where a key lies in them depends on two
 * hashes with seeds of their own for each run: nobody can make keys that fill a place on purpose.
 *
 * @param bits of each filter, a power of two
 */
export function createKeyFilter(bits = defaultBits, seeds = randomSeeds()): KeyFilter {
  const once = new Uint32Array(bits / 32);
  const again = new Uint32Array(bits / 32);
  const last = bits - 1;

  function isIn(filter: Uint32Array, place: number): boolean {
    return (((filter[place >>> 5] as number) >>> (place & 31)) & 1) === 1;
  }

  function put(filter: Uint32Array, place: number): void {
    filter[place >>> 5] = (filter[place >>> 5] as number) | (1 << (place & 31));
  }

  return {
    add(key) {
      const [one, other] = hashesOf(key, seeds);
      const filter = isIn(once, one & last) && isIn(once, other & last) ? again : once;
      put(filter, one & last);
      put(filter, other & last);
    },
    mayBeShared(key) {
      const [one, other] = hashesOf(key, seeds);
      return isIn(again, one & last) && isIn(again, other & last);
    },
  };
}
