/** A user as Graph sends it. */
export type GraphUser = Readonly<Record<string, unknown>> & { readonly id: string };

/** Stands behind the id of whoever is of a type that is derived from `user`, and of nobody else. */
export const typeProperty = '@odata.type';

const namespace = '#microsoft.graph.';

/** @returns the type of a user who is none of the usual, as Graph writes it; undefined for all others */
export function derivedType(user: GraphUser): string | undefined {
  const type = user[typeProperty];
  return typeof type === 'string' && type !== `${namespace}user` ? type : undefined;
}

/** What a user is: a person of the tenant or of another, software that acts by itself, or something newer than that. */
export type UserType = 'member' | 'guest' | 'agent' | 'other type' | 'unknown';

/** Source of agents: https://learn.microsoft.com/graph/api/resources/agentuser */
export function userTypeOf(user: GraphUser): UserType {
  const type = derivedType(user);
  if (type !== undefined) return type === `${namespace}agentUser` ? 'agent' : 'other type';
  return user.userType === 'Member' ? 'member' : user.userType === 'Guest' ? 'guest' : 'unknown';
}

/** For people: `Member`, `Guest`, or the name of a derived type. */
export function userTypeName(user: GraphUser): string | null {
  const type = derivedType(user);
  if (type !== undefined) return type.startsWith(namespace) ? type.slice(namespace.length) : type;
  return typeof user.userType === 'string' && user.userType !== '' ? user.userType : null;
}
