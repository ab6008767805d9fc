import { watchBursts } from './bursts.ts';
import { userResource, type WholeRule } from './rule.ts';

/** A year: what the tenant's habit is read from. */
const habitWeeks = 52;

/** Finds hours, wherever they begin, in which far more accounts came to be than the tenant's habit is. */
export const creationBurst: WholeRule = {
  kind: 'whole',
  id: 'creation-burst',
  title: 'Burst of new accounts',
  headline: { one: 'burst of new accounts', many: 'bursts of new accounts' },
  severity: 'high',
  severityWhy:
    'High: accounts by the dozen are how an attacker stays, and whoever did not order them wants to know within the hour. The habit of the tenant is taken into account, so that it is seldom said in vain.',
  confuses:
    'An announced import, a migration, or the first days of term look the same: who planned it accepts it by its hour. In a list with a filter the habit is that of the filter.',
  why: 'Accounts that are made by the dozen within an hour, outside of how this tenant grows, come from an import that somebody should know of, or from an attacker who prepares to stay.',
  fix: 'Ask who made them: the audit log of Entra ID names the actor. Disable what nobody answers for.',
  needs: ['createdDateTime'],
  limit: {
    value: 25,
    unit: 'accounts',
    meaning: 'accounts that may come to be within an hour',
    least: 1,
    most: 1_000_000,
  },
  sources: [userResource],
  start(context) {
    const bursts = watchBursts({ ...context, habitWeeks, happened: 'came to be' });
    return { see: ({ id, createdDateTime }) => bursts.see(id, createdDateTime), end: bursts.end };
  },
};
