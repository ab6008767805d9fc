import { hashesOf, type Pair, randomSeeds } from './key-hashes.ts';

/** Numbers by texts, of which only a hash of 64 bits is kept: twelve bytes each, however long they are. */
export interface KeyTable {
  get(key: string): number | undefined;
  set(key: string, number: number): void;
}

/** Two texts of a million have the same hash once in ten million such tables. */
export function createKeyTable(seeds = randomSeeds()): KeyTable {
  const table = createHashTable();
  return {
    get: (key) => table.get(hashesOf(key, seeds)),
    set: (key, number) => table.set(hashesOf(key, seeds), number),
  };
}

/** The same, by the hashes of texts. */
export interface HashTable {
  get(hashes: Pair): number | undefined;
  set(hashes: Pair, number: number): void;
}

export function createHashTable(): HashTable {
  let places = 1024;
  let first = new Uint32Array(places);
  let second = new Uint32Array(places);
  /** One more than the number, so that 0 is nobody. */
  let numbers = new Uint32Array(places);
  let used = 0;

  function placeOf(one: number, other: number): number {
    let place = one & (places - 1);
    while (numbers[place] !== 0 && (first[place] !== one || second[place] !== other))
      place = (place + 1) & (places - 1);
    return place;
  }

  function grow(): void {
    const [ones, others, all] = [first, second, numbers];
    places *= 2;
    [first, second, numbers] = [new Uint32Array(places), new Uint32Array(places), new Uint32Array(places)];
    all.forEach((number, index) => {
      if (number === 0) return;
      const [one, other] = [ones[index] as number, others[index] as number];
      put(placeOf(one, other), one, other, number);
    });
  }

  function put(place: number, one: number, other: number, number: number): void {
    first[place] = one;
    second[place] = other;
    numbers[place] = number;
  }

  return {
    get([one, other]) {
      const number = numbers[placeOf(one, other)] as number;
      return number === 0 ? undefined : number - 1;
    },
    set([one, other], number) {
      if (10 * used > 7 * places) grow();
      const place = placeOf(one, other);
      if (numbers[place] === 0) used += 1;
      put(place, one, other, number + 1);
    },
  };
}
