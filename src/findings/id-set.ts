import { hashesOf, randomSeeds } from './key-hashes.ts';

/** Ids that came, of which only a hash of 64 bits is kept: whoever needs to be sure compares the number. */
export interface IdSet {
  /** @returns false where it was there before, or one with the same hash */
  add(id: string): boolean;
}

/** Of a million ids two have the same hash once in thirty million such sets. */
export function createIdSet(seeds = randomSeeds()): IdSet {
  /** Two numbers a place. */
  let places = new Uint32Array(2 * 1024);
  let size = 0;

  /** @returns whether it was free */
  function put(one: number, other: number): boolean {
    const mask = places.length - 2;
    let at = (one * 2) & mask;
    while (places[at] !== 0 || places[at + 1] !== 0) {
      if (places[at] === one && places[at + 1] === other) return false;
      at = (at + 2) & mask;
    }
    places[at] = one;
    places[at + 1] = other;
    return true;
  }

  function grow(): void {
    const all = places;
    places = new Uint32Array(2 * all.length);
    for (let at = 0; at < all.length; at += 2) {
      const [one, other] = [all[at] as number, all[at + 1] as number];
      if (one !== 0 || other !== 0) put(one, other);
    }
  }

  return {
    add(id) {
      const [one, other] = hashesOf(id, seeds);
      // Two zeros are a free place.
      if (!put(one === 0 && other === 0 ? 1 : one, other)) return false;
      size += 1;
      // Three quarters full.
      if (8 * size > 3 * places.length) grow();
      return true;
    },
  };
}
