import type { GraphUser } from '../../users/user-type.ts';
import { type GroupRule, type RuleText, type Severity, userResource } from './rule.ts';

interface DuplicateValue {
  id: string;
  property: string;
  title: string;
  headline: RuleText['headline'];
  severity: Severity;
  severityWhy: string;
  confuses: string;
  why: string;
  fix: string;
  /** @returns the values that nobody else should have, in a form in which equal ones are equal */
  values(user: GraphUser): string[];
}

const shownOthers = 5;

/** Finds users who share a value that should be one person's alone. */
export function duplicateValue({ property, values, ...text }: DuplicateValue): GroupRule {
  return {
    kind: 'group',
    ...text,
    needs: [property],
    sources: [userResource],
    keys(user) {
      const all = values(user);
      return all.length > 1 ? [...new Set(all)] : all;
    },
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

/** @returns a text in the form in which it is compared; nothing when it is empty */
export function textOf(value: unknown): string[] {
  const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return text === '' ? [] : [text];
}
