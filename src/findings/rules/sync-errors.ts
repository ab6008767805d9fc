import { type UserRule, userResource } from './rule.ts';

export const syncErrors: UserRule = {
  kind: 'user',
  id: 'sync-errors',
  title: 'Synchronization error on an account',
  headline: { one: 'account has a synchronization error', many: 'accounts have synchronization errors' },
  severity: 'medium',
  severityWhy: 'Medium: a conflict keeps changes from home away, and a leaver may stay enabled.',
  confuses: 'A conflict that was mended at home stands here until the next run of the synchronization.',
  why: 'What changes at home does not arrive here, a disabled account among it.',
  fix: 'Mend the conflict that the error names, most often an address that two objects claim.',
  needs: ['onPremisesProvisioningErrors'],
  sources: [
    userResource,
    {
      title: 'Understanding errors during Microsoft Entra synchronization',
      url: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-sync-errors',
    },
  ],
  judge({ onPremisesProvisioningErrors: errors }) {
    if (!Array.isArray(errors) || errors.length === 0) return undefined;
    const [first] = errors as { propertyCausingError?: unknown }[];
    const property = typeof first?.propertyCausingError === 'string' ? ` (${first.propertyCausingError})` : '';
    return {
      why: `${errors.length === 1 ? 'A synchronization error' : `${errors.length} synchronization errors`}${property}.`,
      evidence: { onPremisesProvisioningErrors: errors },
    };
  },
};
