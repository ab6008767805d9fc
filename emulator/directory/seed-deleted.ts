import type { SeedFacts } from './seed-facts.ts';

const day = 86_400;

/**
 * The user with a number among those who were deleted before anybody looked, in the last four weeks: of longer ago
 * nothing would be left.
 *
 * @param number 0 for the first
 * @param now seconds since the epoch
 */
export function deletedUser(
  number: number,
  now: number,
  { hash, format, domain }: SeedFacts,
): { fields: Record<string, unknown>; deletedAt: number } {
  const isGuest = hash(number, 91) % 5 === 0;
  const alias = `leaver${number + 1}`;
  const deletedAt = now - 60 - (hash(number, 92) % (28 * day));
  const partner = isGuest ? `${alias}_partner.example#EXT#` : alias;
  return {
    fields: {
      displayName: `Leaver ${number + 1}`,
      userPrincipalName: `${partner}@${domain}`,
      userType: isGuest ? 'Guest' : 'Member',
      accountEnabled: hash(number, 93) % 2 === 0,
      createdDateTime: format(deletedAt - day - (hash(number, 94) % (1_000 * day))),
    },
    deletedAt: deletedAt * 1000,
  };
}
