import type { SeedFacts } from './seed-facts.ts';

/** How Graph marks an agent user among others. */
export const agentUserType = '#microsoft.graph.agentUser';

const tasks = ['Helpdesk', 'Invoices', 'Onboarding', 'Contracts', 'Travel', 'Facilities', 'Payroll', 'Research'];

/**
 * The agent user with a number: a user without a password, who signs in through a parent agent identity.
 * Source: https://learn.microsoft.com/graph/api/resources/agentuser
 *
 * @param number 0 for the first
 */
export function agentUser(number: number, { hash, id, format, anchor, domain }: SeedFacts): Record<string, unknown> {
  const alias = `agent${number + 1}`;
  return {
    '@odata.type': agentUserType,
    displayName: `${tasks[number % tasks.length]} agent ${number + 1}`,
    userPrincipalName: `${alias}@${domain}`,
    mailNickname: alias,
    userType: 'Member',
    accountEnabled: true,
    identityParentId: id(0x10000000 + number),
    createdDateTime: format(anchor - 1 - (hash(number, 90) % (200 * 86_400))),
  };
}
