import { randomBytes } from 'node:crypto';

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
      const [one, other] = placesOf(key, seeds);
      const filter = isIn(once, one & last) && isIn(once, other & last) ? again : once;
      put(filter, one & last);
      put(filter, other & last);
    },
    mayBeShared(key) {
      const [one, other] = placesOf(key, seeds);
      return isIn(again, one & last) && isIn(again, other & last);
    },
  };
}

type Pair = [number, number];

function randomSeeds(): Pair {
  const bytes = randomBytes(8);
  return [bytes.readInt32LE(0), bytes.readInt32LE(4)];
}

/** Two multiplicative hashes, mixed in the end. Source: https://github.com/bryc/code (cyrb53, public domain) */
function placesOf(key: string, [seed, otherSeed]: Readonly<Pair>): Pair {
  let one = 0xdeadbeef ^ seed;
  let other = 0x41c6ce57 ^ otherSeed;
  for (let index = 0; index < key.length; index += 1) {
    const unit = key.charCodeAt(index);
    one = Math.imul(one ^ unit, 0x9e3779b1);
    other = Math.imul(other ^ unit, 0x5f356495);
  }
  one = Math.imul(one ^ (one >>> 16), 0x85ebca6b) ^ Math.imul(other ^ (other >>> 13), 0xc2b2ae35);
  other = Math.imul(other ^ (other >>> 16), 0x85ebca6b) ^ Math.imul(one ^ (one >>> 13), 0xc2b2ae35);
  return [one, other];
}
