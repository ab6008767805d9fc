import { createPermutation, type Hash, hex16, hex32 } from './hash.ts';
import { type Name, nameSets } from './names.ts';
import { partners } from './workplaces.ts';

/** The two names of a person and which is written first. */
export interface Person {
  given: Name;
  surname: Name;
  surnameFirst: boolean;
}

/** Ids and principal names of seeded users, both ways: from an index and back to it, without a table of users. */
export interface Identities {
  /** A GUID whose order is unrelated to the index. */
  id(index: number): string;
  /** The first 32 bits of the id: ids sort as these numbers do. */
  idKey(index: number): number;
  indexOfKey(key: number): number;
  /** The index that would have this id; only candidates below the caller's count exist. */
  indexOfId(id: string): number | undefined;
  person(index: number): Person;
  isGuest(index: number): boolean;
  /** The address part before the `@`: `anna.kelly`, `anna.kelly2`, ... */
  alias(index: number): string;
  /** A guest's own domain. */
  partner(index: number): string;
  userPrincipalName(index: number): string;
  /** The index that would have this user principal name when seeded; case does not matter. */
  indexOfPrincipalName(name: string): number | undefined;
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function createIdentities(hash: Hash, domain: string): Identities {
  const permutation = createPermutation(hash);
  const people = everyPerson();
  const shuffled = shuffle(people.length, hash);
  const slotOf = new Uint32Array(people.length);
  const personByAlias = new Map<string, number>();
  for (const [slot, person] of shuffled.entries()) {
    slotOf[person] = slot;
    personByAlias.set(aliasOf(people[person] as Person), person);
  }

  const person = (index: number) => people[shuffled[index % people.length] as number] as Person;
  const isGuest = (index: number) => index > 0 && hash(index, 1) % 100 < 8;
  const partner = (index: number) => partners[hash(index, 2) % partners.length] as string;
  const alias = (index: number) => {
    const round = Math.floor(index / people.length);
    return aliasOf(person(index)) + (round === 0 ? '' : round + 1);
  };
  const userPrincipalName = (index: number) =>
    isGuest(index) ? `${alias(index)}_${partner(index)}#EXT#@${domain}` : `${alias(index)}@${domain}`;
  const id = (index: number) => {
    const middle = hash(index, 3);
    const end = hash(index, 4);
    const version = hex16(0x4000 | (middle & 0x0fff));
    const variant = hex16(0x8000 | (end & 0x3fff));
    return `${hex32(permutation.forward(index))}-${hex16(middle >>> 16)}-${version}-${variant}-${hex16(end >>> 16)}${hex32(hash(index, 5))}`;
  };

  return {
    id,
    idKey: permutation.forward,
    indexOfKey: permutation.inverse,
    indexOfId(text) {
      if (!guid.test(text)) return undefined;
      const index = permutation.inverse(Number.parseInt(text.slice(0, 8), 16));
      return id(index) === text.toLowerCase() ? index : undefined;
    },
    person,
    isGuest,
    alias,
    partner,
    userPrincipalName,
    indexOfPrincipalName(name) {
      const parts = /^([a-z-]+\.[a-z-]+)(\d{0,6})(?:_[^#]*#ext#)?@/.exec(name.toLowerCase());
      const found = parts && personByAlias.get(parts[1] as string);
      if (!parts || found === undefined || found === null) return undefined;
      const round = parts[2] ? Number(parts[2]) - 1 : 0;
      const index = round * people.length + (slotOf[found] as number);
      return userPrincipalName(index).toLowerCase() === name.toLowerCase() ? index : undefined;
    },
  };
}

function aliasOf(person: Person): string {
  return `${person.given.ascii}.${person.surname.ascii}`;
}

function everyPerson(): Person[] {
  return nameSets.flatMap(({ given, surnames, surnameFirst }) =>
    given.flatMap((first) => surnames.map((last) => ({ given: first, surname: last, surnameFirst }))),
  );
}

/** The numbers below `length` in an order that the hash decides. */
function shuffle(length: number, hash: Hash): Uint32Array {
  const numbers = Uint32Array.from({ length }, (_, number) => number);
  for (let last = length - 1; last > 0; last -= 1) {
    const other = hash(last, 7) % (last + 1);
    const kept = numbers[last] as number;
    numbers[last] = numbers[other] as number;
    numbers[other] = kept;
  }
  return numbers;
}
