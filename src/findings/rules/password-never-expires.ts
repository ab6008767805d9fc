import { isCloudOnly, isEnabled, isGuest, type UserRule, userResource } from './rule.ts';

export const passwordNeverExpires: UserRule = {
  kind: 'user',
  id: 'password-never-expires',
  title: 'Password set never to expire',
  headline: { one: 'password is set never to expire', many: 'passwords are set never to expire' },
  severity: 'low',
  why: "Set on single accounts it is an exception from the tenant's policy, often on a shared or service account. Where passwords expire for nobody, which Microsoft recommends together with multifactor authentication, switch this rule off.",
  fix: 'Take the exception back, or move the account to a managed identity or a certificate.',
  people: true,
  needs: ['passwordPolicies', 'accountEnabled', 'onPremisesSyncEnabled', 'userType'],
  sources: [
    userResource,
    {
      title: 'Password policy recommendations for Microsoft 365 passwords',
      url: 'https://learn.microsoft.com/microsoft-365/admin/misc/password-policy-recommendations',
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
