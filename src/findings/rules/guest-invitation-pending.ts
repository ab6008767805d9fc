import { daysSince, isGuest, type UserRule, userResource } from './rule.ts';

export const guestInvitationPending: UserRule = {
  kind: 'user',
  id: 'guest-invitation-pending',
  title: 'Guest invitation pending for too long',
  headline: { one: 'guest invitation is pending for too long', many: 'guest invitations are pending for too long' },
  severity: 'medium',
  severityWhy: 'Medium: the invitation still opens the door, but only to whoever holds that mailbox.',
  confuses: 'A guest whose redemption was reset is pending again, and may have worked here for years.',
  why: 'An open invitation lets whoever can read that mailbox in, long after the reason for it has gone.',
  fix: 'Ask whoever invited the guest; send the invitation again, or delete the account.',
  people: true,
  needs: ['userType', 'externalUserState', 'externalUserStateChangeDateTime', 'createdDateTime'],
  limit: { value: 30, unit: 'days', meaning: 'days that an invitation may be pending', least: 0, most: 3650 },
  sources: [
    userResource,
    {
      title: 'CIS Microsoft 365 Foundations Benchmark, 1.1.4: guest users are reviewed at least biweekly',
      url: 'https://www.cisecurity.org/benchmark/microsoft_365',
      version: '3.0.0',
    },
  ],
  judge(user, { now, limit }) {
    if (!isGuest(user) || user.externalUserState !== 'PendingAcceptance') return undefined;
    const { externalUserStateChangeDateTime, createdDateTime } = user;
    const days = daysSince(externalUserStateChangeDateTime, now) ?? daysSince(createdDateTime, now);
    if (days === undefined || days <= limit) return undefined;
    return {
      // Not "never accepted": a guest whose redemption was reset is pending again.
      why: `Pending for ${days} days.`,
      evidence: { externalUserState: user.externalUserState, externalUserStateChangeDateTime, createdDateTime, days },
    };
  },
};
