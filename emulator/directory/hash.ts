/** A 32-bit number that looks random and depends on nothing but its arguments and the seed. */
export type Hash = (index: number, salt: number) => number;

/**
 * A keyed hash: the same seed, index and salt give the same number on every machine and day.
 * The mixing is MurmurHash3's finalizer, twice. Source: https://github.com/aappleby/smhasher/wiki/MurmurHash3
 *
 * @param seed any whole number
 */
export function createHash(seed: number): Hash {
  const key = mix((seed | 0) ^ 0x9e3779b9);
  return (index, salt) => mix(mix(index ^ key) + Math.imul(salt + 1, 0x85ebca6b));
}

/** A bijection of the 32-bit numbers, and the way back. */
export interface Permutation {
  forward(value: number): number;
  inverse(value: number): number;
}

/** A keyed permutation of the 32-bit numbers: four Feistel rounds over 16-bit halves. */
export function createPermutation(hash: Hash): Permutation {
  const round = (half: number, number: number) => hash(half, 1_000 + number) & 0xffff;
  return {
    forward(value) {
      let left = value >>> 16;
      let right = value & 0xffff;
      for (let number = 0; number < 4; number += 1) {
        const mixed = left ^ round(right, number);
        left = right;
        right = mixed;
      }
      return ((left << 16) | right) >>> 0;
    },
    inverse(value) {
      let left = value >>> 16;
      let right = value & 0xffff;
      for (let number = 3; number >= 0; number -= 1) {
        const mixed = right ^ round(left, number);
        right = left;
        left = mixed;
      }
      return ((left << 16) | right) >>> 0;
    },
  };
}

const hexQuads = Array.from({ length: 65_536 }, (_, value) => value.toString(16).padStart(4, '0'));

/** Four lower-case hexadecimal digits of the low 16 bits of a number. */
export function hex16(value: number): string {
  return hexQuads[value & 0xffff] as string;
}

/** Eight lower-case hexadecimal digits of a 32-bit number. */
export function hex32(value: number): string {
  return hex16(value >>> 16) + hex16(value);
}

function mix(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
