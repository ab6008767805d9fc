import type { GraphUser } from '../../users/user-type.ts';
import { isEnabled, isGuest, type ShareRule, userResource } from './rule.ts';

interface MissingProperty {
  id: string;
  property: string;
  /** In words. */
  noun: string;
  why: string;
  fix: string;
}

/** Finds enabled members without something that most of them have: where few have it, nobody relies on it. */
export function missingProperty({ id, property, noun, why, fix }: MissingProperty): ShareRule {
  return {
    kind: 'share',
    id,
    title: `Member without ${noun}`,
    headline: { one: `member has no ${bare(noun)}`, many: `members have no ${bare(noun)}` },
    severity: 'low',
    severityWhy: 'Low: nothing is open to anybody; what goes by the property passes the account by.',
    confuses:
      'Accounts of services, rooms and administrators, of whom nobody is meant to have it: accept them, as a class where they can be told apart.',
    why,
    fix,
    people: true,
    needs: [property, 'accountEnabled', 'userType'],
    limit: {
      value: 80,
      unit: 'percent',
      least: 1,
      most: 100,
      meaning: `percent of the enabled members who must have ${noun} before the others are pointed out`,
    },
    sources: [userResource],
    concerns: (user) => isEnabled(user) && !isGuest(user),
    has: (user) => isFilled(user[property]),
    found: (share) => ({
      why: `No ${bare(noun)}, which ${Math.floor(share)} percent of the enabled members have.`,
      evidence: { [property]: null, sharePercent: Math.floor(share) },
    }),
  };
}

/** Without its article. */
function bare(noun: string): string {
  return noun.replace(/^an? /, '');
}

function isFilled(value: GraphUser[string]): boolean {
  return typeof value === 'string' ? value.trim() !== '' : value !== null && value !== undefined;
}
