import { watchBursts } from './bursts.ts';
import { userResource, type WholeRule } from './rule.ts';

/** All that the recycle bin has before the recent week: it keeps users for thirty days. */
const habitWeeks = 3;

/**
 * Finds hours, wherever they begin, in which far more accounts were deleted than the tenant's habit is.
 *
 * High, because there is a last day: after thirty days nobody can bring them back. It confuses sabotage with a clean-up
 * that was announced, and with the end of a term in a school: whoever knows of it accepts it. It sees nothing of whom
 * somebody took out of the recycle bin as well; a habit that was emptied like that seems smaller than it is.
 */
export const deletedBurst: WholeRule = {
  kind: 'whole',
  of: 'deleted users',
  input: 'deleted-users',
  id: 'deleted-burst',
  title: 'Burst of deletions',
  headline: { one: 'burst of deletions', many: 'bursts of deletions' },
  severity: 'high',
  severityWhy:
    'High, because who deletes by the dozen outside of the habit is either wrong or hostile, and the accounts can be restored for 30 days only.',
  confuses: 'A clean-up that somebody planned, the end of a term or of a project, a change of what is synchronized.',
  why: 'Accounts that are deleted by the dozen within an hour, outside of how people leave here, come from a clean-up that somebody should know of, from a synchronization whose scope was changed by mistake, or from an attacker who destroys. They can be restored for 30 days, and not after that.',
  fix: 'Ask who deleted them: the audit log of Entra ID names the actor. Restore whom nobody answers for while they are in the recycle bin.',
  needs: ['deletedDateTime'],
  limit: {
    value: 25,
    unit: 'accounts',
    meaning: 'accounts that may be deleted within an hour',
    least: 1,
    most: 1_000_000,
  },
  sources: [
    userResource,
    {
      title: 'Microsoft Entra: restore or permanently remove a recently deleted user',
      url: 'https://learn.microsoft.com/entra/fundamentals/users-restore',
    },
    {
      title: 'Microsoft Entra Connect Sync: prevent accidental deletes',
      url: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-feature-prevent-accidental-deletes',
    },
  ],
  start(context) {
    const bursts = watchBursts({ ...context, habitWeeks, happened: 'were deleted' });
    return { see: ({ id, deletedDateTime }) => bursts.see(id, deletedDateTime), end: bursts.end };
  },
};
