import { type GraphUser, type UserType, userTypeOf } from './user-type.ts';

/** How many users are of which kind; a user whose property was not selected or is null counts nowhere. */
export interface Tally {
  users: number;
  enabled: number;
  disabled: number;
  members: number;
  guests: number;
  /** Accounts of software that acts by itself: no people, whatever their `userType` is. */
  agents: number;
  /** Of any other type that is derived from `user`. */
  otherTypes: number;
}

/** What a tally has to know of a user, in one byte: it travels with the user through the sort on disk. */
export type UserKind = number;

const enabled = 1;
const disabled = 2;
const member = 4;
const guest = 8;
const agent = 16;
const otherType = 32;

export function accountKind(user: GraphUser): UserKind {
  const { accountEnabled } = user;
  const state = accountEnabled === true ? enabled : accountEnabled === false ? disabled : 0;
  return state | typeKinds[userTypeOf(user)];
}

const typeKinds = { member, guest, agent, 'other type': otherType, unknown: 0 } satisfies Record<UserType, UserKind>;

/** True for a user of a type that is derived from `user`. */
export function isOtherType(kind: UserKind): boolean {
  return (kind & (agent | otherType)) !== 0;
}

export function emptyTally(): Tally {
  return { users: 0, enabled: 0, disabled: 0, members: 0, guests: 0, agents: 0, otherTypes: 0 };
}

/** Counts one more user into `tally`. */
export function countUser(tally: Tally, kind: UserKind): void {
  tally.users += 1;
  if (kind & enabled) tally.enabled += 1;
  if (kind & disabled) tally.disabled += 1;
  if (kind & member) tally.members += 1;
  if (kind & guest) tally.guests += 1;
  if (kind & agent) tally.agents += 1;
  if (kind & otherType) tally.otherTypes += 1;
}
