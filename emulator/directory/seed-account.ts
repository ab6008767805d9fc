import type { SeedFacts, SeedProperty } from './seed-facts.ts';
import { disabledPlans, skuIds } from './workplaces.ts';

/** A seeded user's account: identity, state, licences, password and sign-ins. */
export function accountProperties(facts: SeedFacts): Record<string, SeedProperty> {
  const { hash, chance, isGuest, format, anchor } = facts;
  const isPending = (index: number) => chance(index, 60, 15);
  /** A moment between the user's creation and the end of the seed. */
  const later = (index: number, salt: number) => {
    const from = facts.createdSeconds(index) ?? anchor - 4000 * 86_400;
    return from + Math.floor((hash(index, salt) / 2 ** 32) * (anchor - from));
  };
  const signIn = (index: number) => {
    if (chance(index, 61, 12) || (isGuest(index) && isPending(index))) return null;
    const last = later(index, 62);
    return {
      lastSignInDateTime: format(last),
      lastSignInRequestId: facts.id(index ^ 0x40000000),
      lastNonInteractiveSignInDateTime: format(Math.min(anchor - 1, last + 600)),
      lastNonInteractiveSignInRequestId: facts.id(index ^ 0x20000000),
      lastSuccessfulSignInDateTime: format(last),
      lastSuccessfulSignInRequestId: facts.id(index ^ 0x40000000),
    };
  };
  return {
    id: facts.id,
    userPrincipalName: facts.userPrincipalName,
    userType: (index) => (isGuest(index) ? 'Guest' : 'Member'),
    accountEnabled: (index) => index === 0 || !chance(index, 63, 6),
    creationType: (index) => (isGuest(index) ? 'Invitation' : null),
    createdDateTime(index) {
      const created = facts.createdSeconds(index);
      return created === null ? null : format(created);
    },
    externalUserState: (index) => (isGuest(index) ? (isPending(index) ? 'PendingAcceptance' : 'Accepted') : null),
    externalUserStateChangeDateTime(index) {
      const from = facts.createdSeconds(index) ?? anchor - 4000 * 86_400;
      return isGuest(index)
        ? format(isPending(index) ? from : Math.min(anchor - 1, from + (hash(index, 64) % 864_000)))
        : null;
    },
    assignedLicenses(index) {
      if (!facts.isLicensed(index)) return [];
      const first = hash(index, 65) % skuIds.length;
      const license = { disabledPlans: chance(index, 66, 20) ? disabledPlans : [], skuId: skuIds[first] };
      const second = { disabledPlans: [], skuId: skuIds[(first + 1) % skuIds.length] };
      return chance(index, 67, 30) ? [license, second] : [license];
    },
    passwordPolicies: (index) =>
      chance(index, 68, 12) ? 'DisablePasswordExpiration' : chance(index, 69, 10) ? 'None' : null,
    lastPasswordChangeDateTime: (index) => format(later(index, 70)),
    signInActivity: signIn,
    identityParentId: () => null,
  };
}
