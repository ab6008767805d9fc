import { isEnabled, isGuest, type UserRule } from './rule.ts';

/**
 * Low, because a guest without a sponsor may have somebody who answers for him all the same: Entra has known sponsors
 * since 2023 only, and who was invited before has one when somebody entered it. A sponsor who has left is none here:
 * Graph no longer names him. Guests who are disabled harm nobody.
 */
export const guestWithoutSponsor: UserRule = {
  kind: 'user',
  id: 'guest-without-sponsor',
  title: 'Guest without a sponsor',
  headline: { one: 'guest has no sponsor', many: 'guests have no sponsor' },
  severity: 'low',
  severityWhy: 'Low, because nothing is wrong with the account as such: nobody is asked whether it is still needed.',
  confuses: 'Guests who were invited before there were sponsors, and those whose sponsor left.',
  input: 'include-sponsors',
  why: 'Nobody is named who answers for the guest: when access is reviewed there is nobody to ask whether he is still needed.',
  fix: 'Enter who answers for the guest as sponsor, or delete the account when nobody does.',
  people: true,
  needs: ['sponsors', 'userType', 'accountEnabled'],
  sources: [
    {
      title: 'Microsoft Graph: list sponsors',
      url: 'https://learn.microsoft.com/graph/api/user-list-sponsors',
      version: 'v1.0',
    },
    {
      title: 'Microsoft Entra External ID: sponsors of B2B users',
      url: 'https://learn.microsoft.com/entra/external-id/b2b-sponsors',
    },
  ],
  judge(user) {
    const { sponsors } = user;
    // Null says nothing: the guest came while the sponsors were read, or just after.
    if (!isGuest(user) || !isEnabled(user) || !Array.isArray(sponsors) || sponsors.length > 0) return undefined;
    return { why: 'No sponsor.', evidence: { sponsors } };
  },
};
