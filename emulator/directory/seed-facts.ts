import { createCreationDates } from './creation-dates.ts';
import { createHash } from './hash.ts';
import { hostileNames } from './hostile-names.ts';
import { createIdentities, type Identities } from './identities.ts';
import { createSecondsFormatter, type FormatSeconds } from './timestamps.ts';

/** The value of one property of the seeded user with an index. */
export type SeedProperty = (index: number) => unknown;

/** What the property tables share about seeded users. */
export interface SeedFacts extends Identities {
  hash: ReturnType<typeof createHash>;
  domain: string;
  /** Seconds since the epoch before which everything of the seed happened. */
  anchor: number;
  format: FormatSeconds;
  createdSeconds(index: number): number | null;
  /** A hostile display name, for about one user in two hundred. */
  hostileName(index: number): string | undefined;
  isSynced(index: number): boolean;
  isLicensed(index: number): boolean;
  /** True for `percent` of the users, another set for each salt. */
  chance(index: number, salt: number, percent: number): boolean;
  displayName(index: number): string;
}

/**
 * @param seed the same seed gives the same facts
 * @param domain the tenant's domain, part of names and addresses
 * @param anchor seconds since the epoch before which everything of the seed happened
 */
export function createSeedFacts(seed: number, domain: string, anchor: number): SeedFacts {
  const hash = createHash(seed);
  const identities = createIdentities(hash, domain);
  const chance = (index: number, salt: number, percent: number) => hash(index, salt) % 1000 < percent * 10;
  const hostileName = (index: number) => {
    if (index < 200) return index % 20 === 7 ? hostileNames[Math.floor(index / 20) * 5] : undefined;
    return chance(index, 20, 0.5) ? hostileNames[hash(index, 21) % hostileNames.length] : undefined;
  };
  return {
    ...identities,
    hash,
    domain,
    anchor,
    format: createSecondsFormatter(),
    createdSeconds: createCreationDates(hash, anchor),
    hostileName,
    isSynced: (index) => !identities.isGuest(index) && chance(index, 22, 65),
    isLicensed: (index) => (identities.isGuest(index) ? chance(index, 23, 3) : chance(index, 23, 76)),
    chance,
    displayName(index) {
      const { given, surname, surnameFirst } = identities.person(index);
      const ordinary = surnameFirst ? `${surname.written} ${given.written}` : `${given.written} ${surname.written}`;
      return hostileName(index) ?? ordinary;
    },
  };
}
