import { daysSince, isCloudOnly, isEnabled, isGuest, type UserRule, userResource } from './rule.ts';

export const passwordOld: UserRule = {
  kind: 'user',
  id: 'password-old',
  title: 'Old password on a cloud-only account',
  headline: { one: 'cloud-only account has an old password', many: 'cloud-only accounts have old passwords' },
  severity: 'low',
  off: true,
  severityWhy:
    'Low, and off: NIST SP 800-63B and the CIS benchmarks advise against changing passwords by the calendar. It is for those whom another rule binds.',
  confuses:
    'Accounts that sign in without a password, and accounts that nobody uses: it cannot tell one from the other.',
  why: 'A password that has been the same for years has had years to leak. It says nothing about whether the account is used: an account may sign in every day without a password.',
  fix: 'Let the person change it, or replace it by a passwordless method.',
  people: true,
  needs: ['lastPasswordChangeDateTime', 'accountEnabled', 'onPremisesSyncEnabled', 'userType'],
  limit: { value: 365, unit: 'days', meaning: 'days that a password may be old', least: 1, most: 36_500 },
  sources: [
    userResource,
    {
      title: 'NIST SP 800-63B: verifiers should not require memorized secrets to be changed periodically (5.1.1.2)',
      url: 'https://pages.nist.gov/800-63-3/sp800-63b.html#memsecret',
      version: '3',
    },
    {
      title: 'CIS Microsoft 365 Foundations Benchmark, 1.3.1: passwords are set never to expire',
      url: 'https://www.cisecurity.org/benchmark/microsoft_365',
      version: '3.0.0',
    },
  ],
  judge(user, { now, limit }) {
    if (!isEnabled(user) || isGuest(user) || !isCloudOnly(user)) return undefined;
    const { lastPasswordChangeDateTime } = user;
    const days = daysSince(lastPasswordChangeDateTime, now);
    if (days === undefined || days <= limit) return undefined;
    return {
      why: `Its password was last changed ${days} days ago.`,
      evidence: { lastPasswordChangeDateTime, days, onPremisesSyncEnabled: user.onPremisesSyncEnabled ?? null },
    };
  },
};
