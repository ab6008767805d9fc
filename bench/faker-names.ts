import {
  type Faker,
  fakerAR,
  fakerCS_CZ,
  fakerDE,
  fakerEL,
  fakerEN,
  fakerEN_IN,
  fakerES,
  fakerFA,
  fakerFR,
  fakerHE,
  fakerJA,
  fakerKO,
  fakerPL,
  fakerPT_BR,
  fakerRU,
  fakerSV,
  fakerTR,
  fakerUK,
  fakerVI,
  fakerZH_CN,
} from '@faker-js/faker';
import type { GraphUser } from '../src/users/user-type.ts';

/** Most of a tenant writes in Latin letters; each other script is there as well. */
const western = [
  fakerEN,
  fakerEN,
  fakerEN,
  fakerDE,
  fakerFR,
  fakerES,
  fakerPT_BR,
  fakerPL,
  fakerCS_CZ,
  fakerSV,
  fakerTR,
  fakerVI,
  fakerEN_IN,
];
const others = [fakerRU, fakerUK, fakerEL, fakerAR, fakerFA, fakerHE, fakerJA, fakerKO, fakerZH_CN];

/**
 * Display names as directories hold them: people, some in capitals, surname first, with what an organization adds to
 * them, with slips of typing; and accounts of no person, by their numbers.
 */
export function createFakerNames(seed: number): (user: GraphUser) => string {
  for (const faker of new Set([...western, ...others])) faker.seed(seed);
  const dice = fakerEN;
  const one = <T>(items: readonly T[]) => dice.helpers.arrayElement(items);
  const numbered = () =>
    one([
      () => `Room ${dice.number.int({ min: 1, max: 12 })}.${dice.number.int({ min: 1, max: 110 })}`,
      () => `svc-${dice.hacker.abbreviation().toLowerCase()}${dice.number.int({ min: 1, max: 110 })}`,
      () => `${dice.commerce.department()} ${one(['I', 'II', '11', '1', '10', 'IO'])}`,
      () => `${dice.commerce.department()} (shared mailbox)`,
    ])();
  return () => {
    if (dice.number.float() < 0.04) return numbered();
    const faker: Faker = dice.number.float() < 0.85 ? one(western) : one(others);
    const [given, surname] = [faker.person.firstName(), faker.person.lastName()];
    const name = dice.number.float() < 0.15 ? `${surname}, ${given}` : `${given} ${surname}`;
    const form = dice.number.float();
    if (form < 0.03) return name.toUpperCase();
    if (form < 0.05) return name.toLowerCase();
    if (form < 0.07) return name.replace(' ', '  ');
    if (form < 0.08) return `${name} `;
    if (form < 0.09) return name.normalize('NFD');
    if (form < 0.1) return name.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
    if (form < 0.17)
      return `${name} ${one(['(Admin)', '(Extern)', '- Contractor', '(Guest)', '| IT', '\u2013 Sales', '\u{1F334}'])}`;
    return name;
  };
}
