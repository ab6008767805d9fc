import { isGuest, type UserRule, userResource } from './rule.ts';

export const guestStateOdd: UserRule = {
  kind: 'user',
  id: 'guest-state-odd',
  title: 'Guest whose invitation state is odd',
  headline: { one: 'guest has an odd invitation state', many: 'guests have odd invitation states' },
  severity: 'low',
  severityWhy: 'Low: it says how the account was made, not that something is wrong with it.',
  confuses:
    'Guests from the time before invitations had a state, guests of direct federation, and members who were turned into guests look the same.',
  why: 'Invited guests are "PendingAcceptance" or "Accepted". A guest with another state was made in another way: with a password of this tenant, by hand, or from a member.',
  fix: 'Find out how the account came to be. Internal guests should be converted to B2B users or removed.',
  people: true,
  needs: ['userType', 'externalUserState'],
  shows: ['creationType'],
  sources: [
    userResource,
    {
      title: 'Properties of a Microsoft Entra B2B collaboration user',
      url: 'https://learn.microsoft.com/entra/external-id/user-properties',
    },
  ],
  judge(user) {
    const { externalUserState, creationType, userType } = user;
    const known = externalUserState === 'PendingAcceptance' || externalUserState === 'Accepted';
    if (isGuest(user) && !known) {
      return {
        why: externalUserState
          ? 'A guest in a state that invited guests do not have.'
          : 'A guest without an invitation.',
        evidence: { userType, externalUserState, creationType },
      };
    }
    if (!isGuest(user) && externalUserState === 'PendingAcceptance') {
      return {
        why: 'Not a guest, but an invitation is pending.',
        evidence: { userType, externalUserState, creationType },
      };
    }
    return undefined;
  },
};
