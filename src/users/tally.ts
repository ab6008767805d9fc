import type { GraphUser } from './user.ts';

/** How many users are of which kind; a user whose property was not selected or is null counts nowhere. */
export interface Tally {
  users: number;
  enabled: number;
  disabled: number;
  members: number;
  guests: number;
}

/** What a tally has to know of a user, in one byte: it travels with the user through the sort on disk. */
export type UserKind = number;

const enabled = 1;
const disabled = 2;
const member = 4;
const guest = 8;

export function accountKind({ accountEnabled, userType }: GraphUser): UserKind {
  const state = accountEnabled === true ? enabled : accountEnabled === false ? disabled : 0;
  const type = userType === 'Member' ? member : userType === 'Guest' ? guest : 0;
  return state | type;
}

export function emptyTally(): Tally {
  return { users: 0, enabled: 0, disabled: 0, members: 0, guests: 0 };
}

/** Counts one more user into `tally`. */
export function countUser(tally: Tally, kind: UserKind): void {
  tally.users += 1;
  if (kind & enabled) tally.enabled += 1;
  if (kind & disabled) tally.disabled += 1;
  if (kind & member) tally.members += 1;
  if (kind & guest) tally.guests += 1;
}
