/** Numbers by texts, of which only a hash of 64 bits is kept: twelve bytes each, however long they are. */
export interface KeyTable {
  get(key: string): number | undefined;
  set(key: string, number: number): void;
}

/** Two texts of a million have the same hash once in ten million such tables. */
export function createKeyTable(): KeyTable {
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
    get(key) {
      const number = numbers[placeOf(...hashesOf(key))] as number;
      return number === 0 ? undefined : number - 1;
    },
    set(key, number) {
      if (10 * used > 7 * places) grow();
      const [one, other] = hashesOf(key);
      const place = placeOf(one, other);
      if (numbers[place] === 0) used += 1;
      put(place, one, other, number + 1);
    },
  };
}

/** Two multiplicative hashes that are mixed in the end. Source: https://github.com/bryc/code (cyrb53, public domain) */
function hashesOf(key: string): [number, number] {
  let one = 0xdeadbeef;
  let other = 0x41c6ce57;
  for (let index = 0; index < key.length; index += 1) {
    const unit = key.charCodeAt(index);
    one = Math.imul(one ^ unit, 0x9e3779b1);
    other = Math.imul(other ^ unit, 0x5f356495);
  }
  one = Math.imul(one ^ (one >>> 16), 0x85ebca6b) ^ Math.imul(other ^ (other >>> 13), 0xc2b2ae35);
  other = Math.imul(other ^ (other >>> 16), 0x85ebca6b) ^ Math.imul(one ^ (one >>> 13), 0xc2b2ae35);
  return [one >>> 0, other >>> 0];
}
