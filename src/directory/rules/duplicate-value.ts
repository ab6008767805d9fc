import type { GraphUser } from '../user.ts';
import { type GroupRule, type Severity, userResource } from './rule.ts';

interface DuplicateValue {
  id: string;
  property: string;
  title: string;
  severity: Severity;
  why: string;
  fix: string;
  /** @returns the values that nobody else should have, in a form in which equal ones are equal */
  values(user: GraphUser): string[];
}

const shownOthers = 5;

function duplicateValue({ id, property, title, severity, why, fix, values }: DuplicateValue): GroupRule {
  return {
    kind: 'group',
    ...{ id, title, severity, why, fix },
    needs: [property],
    sources: [userResource],
    keys: (user) => [...new Set(values(user))],
    note: () => null,
    judge: (members, whole) => (member) => {
      const others = members.filter((other) => other.id !== member.id);
      const number = whole ? `${others.length}` : `more than ${others.length}`;
      return {
        why: `Shares its ${property} with ${number} other ${others.length === 1 && whole ? 'user' : 'users'}.`,
        evidence: {
          [property]: [member.key],
          others: others
            .slice(0, shownOthers)
            .map((other) => ({ id: other.id, userPrincipalName: other.userPrincipalName })),
        },
      };
    },
  };
}

function textOf(value: unknown): string[] {
  const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return text === '' ? [] : [text];
}

export const duplicateMail = duplicateValue({
  id: 'duplicate-mail',
  property: 'mail',
  title: 'Mail address of more than one account',
  severity: 'medium',
  why: 'Applications that know people by their mail address take one person for the other.',
  fix: 'Decide whose address it is, and change the other account.',
  values: ({ mail }) => textOf(mail),
});

export const duplicateEmployeeId = duplicateValue({
  id: 'duplicate-employee-id',
  property: 'employeeId',
  title: 'Employee number of more than one account',
  severity: 'medium',
  why: 'Provisioning finds people by this number: a leaver may keep the second account, a joiner get the wrong one.',
  fix: 'If both belong to one person, mark the second as such elsewhere; otherwise correct the number.',
  values: ({ employeeId }) => textOf(employeeId),
});

export const duplicateProxyAddress = duplicateValue({
  id: 'duplicate-proxy-address',
  property: 'proxyAddresses',
  title: 'Proxy address of more than one account',
  severity: 'medium',
  why: 'Mail to the address reaches only one of them, and directory synchronization refuses the other.',
  fix: 'Take the address from the account that should not have it.',
  values: ({ proxyAddresses }) => (Array.isArray(proxyAddresses) ? proxyAddresses.flatMap(textOf) : []),
});
