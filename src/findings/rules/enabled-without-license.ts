import { isEnabled, isGuest, isLicensed, type UserRule, userResource } from './rule.ts';

export const enabledWithoutLicense: UserRule = {
  kind: 'user',
  id: 'enabled-without-license',
  title: 'Enabled member without a licence',
  headline: { one: 'enabled member has no licence', many: 'enabled members have no licence' },
  severity: 'low',
  severityWhy: 'Low: an account without a licence can do little, and may be meant to be so.',
  confuses: "Administrators' second accounts, service accounts and accounts for break-glass should have none.",
  // Administrators' and service accounts should have none: a finding only where everybody is meant to have one.
  off: true,
  why: 'Where every person has a licence, an account without one belongs to nobody, or to a service.',
  fix: 'Give it an owner, or disable it.',
  people: true,
  needs: ['accountEnabled', 'assignedLicenses', 'userType'],
  sources: [userResource],
  judge(user) {
    if (!isEnabled(user) || isGuest(user) || isLicensed(user)) return undefined;
    return { why: 'Enabled, with no licence.', evidence: { accountEnabled: true, assignedLicenses: [] } };
  },
};
