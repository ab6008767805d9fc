import { accountProperties } from './seed-account.ts';
import { createSeedFacts, type SeedFacts, type SeedProperty } from './seed-facts.ts';
import { onPremisesProperties } from './seed-on-premises.ts';
import { personProperties } from './seed-person.ts';

/** A seeded population: users are computed from their index, none is kept. */
export interface SeedUsers {
  facts: SeedFacts;
  properties: Readonly<Record<string, SeedProperty>>;
  /** Index of the manager; the first user has none, and some have lost theirs. */
  manager(index: number): number | undefined;
  /** Indexes of those who answer for a guest: one or two members; nobody for three guests of ten. */
  sponsors(index: number): number[];
}

/**
 * @param seed the same seed gives the same users, byte by byte
 * @param domain the tenant's domain, part of names and addresses
 * @param anchor seconds since the epoch before which everything of the seed happened
 */
export function createSeedUsers(seed: number, domain: string, anchor: number): SeedUsers {
  const facts = createSeedFacts(seed, domain, anchor);
  return {
    facts,
    properties: { ...personProperties(facts), ...accountProperties(facts), ...onPremisesProperties(facts) },
    manager(index) {
      if (index === 0 || facts.chance(index, 24, facts.isGuest(index) ? 90 : 3)) return undefined;
      let above = Math.floor((index - 1) / 8);
      while (facts.isGuest(above)) above = Math.floor((above - 1) / 8);
      return above;
    },
    sponsors(index) {
      if (!facts.isGuest(index) || facts.chance(index, 95, 30)) return [];
      let first = facts.hash(index, 96) % index;
      while (facts.isGuest(first)) first -= 1;
      return facts.chance(index, 97, 20) && first !== 0 ? [first, 0] : [first];
    },
  };
}
