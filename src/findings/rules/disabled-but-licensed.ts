import { licenseNames } from '../../users/license-names.ts';
import { isLicensed, type UserRule, userResource } from './rule.ts';

export const disabledButLicensed: UserRule = {
  kind: 'user',
  id: 'disabled-but-licensed',
  title: 'Disabled account with licences',
  headline: { one: 'disabled account has licences', many: 'disabled accounts have licences' },
  severity: 'low',
  severityWhy: 'Low: it costs money, and nobody can sign in.',
  confuses: 'Shared mailboxes, rooms and people on leave are disabled by design, and some of them need a licence.',
  why: 'Nobody signs in with it, and its licences cost money; often it is a leaver whose removal was never finished.',
  fix: 'Take the licences away once mailbox and files have been dealt with; then delete the account.',
  needs: ['accountEnabled', 'assignedLicenses'],
  sources: [userResource],
  judge(user) {
    const { accountEnabled, assignedLicenses } = user;
    if (accountEnabled !== false || !isLicensed(user)) return undefined;
    const skuIds = (assignedLicenses as { skuId?: unknown }[]).map((license) => license?.skuId);
    const licenses = licenseNames(assignedLicenses);
    const number = skuIds.length === 1 ? 'a licence' : `${skuIds.length} licences`;
    return {
      why: `Disabled, with ${number}${licenses.length === 0 ? '' : `: ${licenses.join(', ')}`}.`,
      evidence: { accountEnabled, skuIds, licenses },
    };
  },
};
