import { knownTime } from '../../users/known-time.ts';
import { userResource, type WholeRule } from './rule.ts';

export const syncStopped: WholeRule = {
  kind: 'whole',
  id: 'sync-stopped',
  title: 'Directory synchronization seems to have stopped',
  headline: {
    one: 'sign that directory synchronization has stopped',
    many: 'signs that directory synchronization has stopped',
  },
  severity: 'medium',
  severityWhy: 'Medium: where it has stopped, leavers stay enabled; but a quiet directory looks the same.',
  confuses: 'A small or quiet directory, and a list with a filter, in which nobody was changed for days.',
  why: 'Leavers are disabled at home and stay enabled here for as long as nothing is synchronized. An account shows when something of it was last synchronized.',
  fix: 'Look at the health of Microsoft Entra Connect or cloud sync.',
  needs: ['onPremisesSyncEnabled', 'onPremisesLastSyncDateTime'],
  limit: { value: 72, unit: 'hours', meaning: 'hours since any account was synchronized', least: 1, most: 8760 },
  sources: [
    userResource,
    {
      title: 'Microsoft Entra Connect Sync: scheduler',
      url: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-feature-scheduler',
    },
  ],
  start({ now, limit }) {
    let newest = Number.NEGATIVE_INFINITY;
    let synchronized = 0;
    return {
      see({ onPremisesSyncEnabled, onPremisesLastSyncDateTime }) {
        if (onPremisesSyncEnabled !== true || typeof onPremisesLastSyncDateTime !== 'string') return;
        synchronized += 1;
        newest = Math.max(newest, knownTime(onPremisesLastSyncDateTime) ?? newest);
      },
      end() {
        const hours = Math.floor((now - newest) / 3_600_000);
        if (newest === Number.NEGATIVE_INFINITY || hours <= limit) return [];
        const newestSyncDateTime = new Date(newest).toISOString();
        return [
          {
            subject: 'directory',
            why: `No account in this list was synchronized in the last ${hours} hours.`,
            evidence: { newestSyncDateTime, hours, synchronizedAccounts: synchronized },
          },
        ];
      },
    };
  },
};
