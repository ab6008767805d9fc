import type { GraphUser } from './user.ts';

/** How many users are of which kind; a user whose property was not selected or is null counts nowhere. */
export interface Tally {
  users: number;
  enabled: number;
  disabled: number;
  members: number;
  guests: number;
}

export function emptyTally(): Tally {
  return { users: 0, enabled: 0, disabled: 0, members: 0, guests: 0 };
}

/** Counts one more user into `tally`. */
export function countUser(tally: Tally, user: GraphUser): void {
  tally.users += 1;
  if (user.accountEnabled === true) tally.enabled += 1;
  if (user.accountEnabled === false) tally.disabled += 1;
  if (user.userType === 'Member') tally.members += 1;
  if (user.userType === 'Guest') tally.guests += 1;
}
