import type { Visitor } from '../list/walk-lists.ts';
import type { Roster } from './roster.ts';

/** Watches who of the roster has an account. */
export interface RosterCoverage extends Visitor {
  counts(): RosterCounts;
}

export interface RosterCounts {
  people: number;
  /** Whose last day is over. */
  left: number;
  /** Those who are still here, and for whom the list has no account, enabled or not. */
  withoutAccount: number;
}

/** @param now milliseconds since the epoch */
export function createRosterCoverage(roster: Roster, now: number): RosterCoverage {
  const seen = new Uint8Array(roster.people);
  return {
    onUser(user) {
      const person = roster.find(user);
      if (person) seen[person.number] = 1;
    },
    counts() {
      const today = Math.floor(now / 86_400_000);
      const counts = { people: roster.people, left: 0, withoutAccount: 0 };
      for (let number = 0; number < roster.people; number += 1) {
        if ((roster.lastDayOf(number) ?? today) < today) counts.left += 1;
        else if (seen[number] === 0) counts.withoutAccount += 1;
      }
      return counts;
    },
  };
}
