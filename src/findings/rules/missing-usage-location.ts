import { isLicensed, type UserRule, userResource } from './rule.ts';

export const missingUsageLocation: UserRule = {
  kind: 'user',
  id: 'missing-usage-location',
  title: 'Licensed account without a usage location',
  headline: { one: 'licensed account has no usage location', many: 'licensed accounts have no usage location' },
  severity: 'low',
  severityWhy: 'Low: nothing is open to anybody; a later change of licences fails.',
  confuses: 'Licences that a group gives out may take the location of the tenant where the user has none.',
  why: 'Some services may not be offered in some countries: licences cannot be changed or moved to a group until the location is known.',
  fix: 'Set usageLocation, best where accounts are made.',
  needs: ['assignedLicenses', 'usageLocation'],
  sources: [userResource],
  judge(user) {
    const { usageLocation } = user;
    if (!isLicensed(user) || (typeof usageLocation === 'string' && usageLocation !== '')) return undefined;
    const { length } = user.assignedLicenses as unknown[];
    return { why: 'Licensed, with no usage location.', evidence: { usageLocation: null, licenses: length } };
  },
};
