import { isEnabled, type UserRule, userResource } from './rule.ts';

export const enabledAfterLeaving: UserRule = {
  kind: 'user',
  id: 'enabled-after-leaving',
  title: 'Account of a leaver, still enabled',
  headline: { one: 'account of a leaver is still enabled', many: 'accounts of leavers are still enabled' },
  severity: 'high',
  severityWhy:
    'High, because it is no guess: the personnel system says that the person has left, and whoever has the password, or a device that is still signed in, comes in as before.',
  confuses: 'A new contract that is not in the roster yet. West of Greenwich the last day may still have some hours.',
  input: 'roster',
  roster: 'end dates',
  why: 'By the roster the last day is over, and the account still works: whoever has the password comes in as before. Days are those of UTC.',
  fix: 'Disable the account, and revoke its sessions; if the person stays, correct the end date in the personnel system.',
  people: true,
  needs: ['accountEnabled', 'employeeId', 'mail', 'userPrincipalName'],
  shows: ['proxyAddresses'],
  limit: { value: 0, unit: 'days', meaning: 'days that an account may outlast the last day', least: 0, most: 3650 },
  sources: [
    userResource,
    {
      title: 'CIS Controls, 6.2: establish an access revoking process',
      url: 'https://www.cisecurity.org/controls/access-control-management',
      version: '8.1',
    },
  ],
  judge(user, { now, limit, roster }) {
    const { lastDay, matchedBy } = (isEnabled(user) && roster?.find(user)) || {};
    if (lastDay === undefined) return undefined;
    const days = Math.floor(now / 86_400_000) - lastDay;
    if (days <= limit) return undefined;
    const ended = new Date(lastDay * 86_400_000).toISOString().slice(0, 10);
    return {
      why: `The last day was ${ended}, ${days === 1 ? 'a day' : `${days} days`} ago, and the account is enabled.`,
      evidence: { accountEnabled: true, lastDay: ended, days, matchedBy },
    };
  },
};
