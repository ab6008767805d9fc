import { daysSince, type UserRule, userResource } from './rule.ts';

export const syncOld: UserRule = {
  kind: 'user',
  id: 'sync-old',
  title: 'Synchronized account that was last synchronized long ago',
  headline: { one: 'account was last synchronized long ago', many: 'accounts were last synchronized long ago' },
  severity: 'low',
  off: true,
  severityWhy:
    'Low, and off: an object that nobody changes looks exactly like one that left the scope of the synchronization.',
  confuses:
    'Anybody whose account was not changed at home for that long. Compare with the directory on the premises before anything is removed.',
  why: 'The account may have left the scope of the synchronization, and live on here after it has gone at home.',
  fix: 'Compare with the directory on the premises: if the account is gone there, remove it here.',
  needs: ['onPremisesSyncEnabled', 'onPremisesLastSyncDateTime'],
  limit: {
    value: 90,
    unit: 'days',
    meaning: 'days since the last synchronization of an account',
    least: 1,
    most: 3650,
  },
  sources: [userResource],
  judge({ onPremisesSyncEnabled, onPremisesLastSyncDateTime }, { now, limit }) {
    const days = onPremisesSyncEnabled === true ? daysSince(onPremisesLastSyncDateTime, now) : undefined;
    if (days === undefined || days <= limit) return undefined;
    return {
      why: `Last synchronized ${days} days ago.`,
      evidence: { onPremisesSyncEnabled, onPremisesLastSyncDateTime, days },
    };
  },
};
