import { isEnabled, isGuest, type UserRule, userResource } from './rule.ts';

export const notInRoster: UserRule = {
  kind: 'user',
  id: 'not-in-roster',
  title: 'Enabled member whom the roster does not know',
  headline: { one: 'enabled account is not in the roster', many: 'enabled accounts are not in the roster' },
  severity: 'medium',
  severityWhy: 'Medium, because it may well be right.',
  confuses:
    'Service accounts, shared mailboxes and second accounts of administrators are in no personnel system: it cannot tell them from an account that somebody made for himself.',
  input: 'roster',
  roster: 'people',
  why: 'An account that works and belongs to nobody who should be here: a leaver whom the personnel system has forgotten, a service, or somebody who was never hired. Guests are in no roster and are left out.',
  fix: 'Find out whose it is. Accept accounts of services and of administrators; disable those that nobody claims.',
  people: true,
  needs: ['accountEnabled', 'userType', 'employeeId', 'mail', 'userPrincipalName'],
  shows: ['proxyAddresses'],
  sources: [
    userResource,
    {
      title: 'CIS Controls, 5.1: establish and maintain an inventory of accounts',
      url: 'https://www.cisecurity.org/controls/account-management',
      version: '8.1',
    },
  ],
  judge(user, { roster }) {
    if (roster === undefined || !isEnabled(user) || isGuest(user) || roster.find(user)) return undefined;
    const names = roster.properties.filter((name) => typeof user[name] === 'string' && user[name] !== '');
    return {
      why:
        names.length > 0
          ? `Nobody in the roster has its ${names.join(' or its ')}.`
          : `It has no ${roster.properties.join(' and no ')} by which the roster could know it.`,
      evidence: Object.fromEntries(
        ['accountEnabled', 'userType', ...roster.properties].map((name) => [name, user[name]]),
      ),
    };
  },
};
