import { isCloudOnly, isEnabled, isGuest, type UserRule, userResource } from './rule.ts';

export const passwordNeverExpires: UserRule = {
  kind: 'user',
  id: 'password-never-expires',
  title: 'Password set never to expire',
  headline: { one: 'password is set never to expire', many: 'passwords are set never to expire' },
  severity: 'low',
  off: true,
  severityWhy:
    'Low, and off: NIST SP 800-63B and the CIS benchmarks advise against passwords that expire, so that an exception from expiry is no weakness.',
  confuses: 'In a tenant where passwords expire for nobody, everybody may carry the mark.',
  why: "Set on single accounts it is an exception from the tenant's policy, often on a shared or service account.",
  fix: 'Take the exception back, or move the account to a managed identity or a certificate.',
  people: true,
  needs: ['passwordPolicies', 'accountEnabled', 'onPremisesSyncEnabled', 'userType'],
  sources: [
    userResource,
    {
      title: 'Password policy recommendations for Microsoft 365 passwords',
      url: 'https://learn.microsoft.com/microsoft-365/admin/misc/password-policy-recommendations',
    },
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
  judge(user) {
    const { passwordPolicies } = user;
    const exempt = typeof passwordPolicies === 'string' && /\bDisablePasswordExpiration\b/.test(passwordPolicies);
    if (!exempt || !isEnabled(user) || isGuest(user) || !isCloudOnly(user)) return undefined;
    return {
      why: 'Its password never expires.',
      evidence: { passwordPolicies, accountEnabled: true, onPremisesSyncEnabled: user.onPremisesSyncEnabled ?? null },
    };
  },
};
