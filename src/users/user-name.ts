import type { GraphUser } from './user-type.ts';

/** Who a user is, for people. */
export interface UserName {
  id: string;
  userPrincipalName: string | null;
  displayName: string | null;
}

export function nameOf({ id, userPrincipalName, displayName }: GraphUser): UserName {
  return { id, userPrincipalName: textOr(userPrincipalName), displayName: textOr(displayName) };
}

function textOr(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
