import { randomBytes } from 'node:crypto';

/** Two numbers of 32 bits. */
export type Pair = readonly [number, number];

/** Drawn for each run: whoever may choose a name or an address cannot choose one that meets another's hash. */
export function randomSeeds(): Pair {
  const bytes = randomBytes(8);
  return [bytes.readInt32LE(0), bytes.readInt32LE(4)];
}

/** Two multiplicative hashes, mixed in the end. Source: https://github.com/bryc/code (cyrb53, public domain) */
export function hashesOf(key: string, [seed, otherSeed]: Pair): Pair {
  let one = 0xdeadbeef ^ seed;
  let other = 0x41c6ce57 ^ otherSeed;
  for (let index = 0; index < key.length; index += 1) {
    const unit = key.charCodeAt(index);
    one = Math.imul(one ^ unit, 0x9e3779b1);
    other = Math.imul(other ^ unit, 0x5f356495);
  }
  one = Math.imul(one ^ (one >>> 16), 0x85ebca6b) ^ Math.imul(other ^ (other >>> 13), 0xc2b2ae35);
  other = Math.imul(other ^ (other >>> 16), 0x85ebca6b) ^ Math.imul(one ^ (one >>> 13), 0xc2b2ae35);
  return [one >>> 0, other >>> 0];
}
