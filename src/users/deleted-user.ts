import { type GraphUser, typeProperty } from './user-type.ts';

/** What is read of the users in the recycle bin, in the order in which it is written. */
export const deletedProperties: readonly string[] = [
  'id',
  'userPrincipalName',
  'displayName',
  'userType',
  'deletedDateTime',
];

/**
 * A user of the recycle bin under the name that it had. Entra puts the id, without hyphens, before the userPrincipalName
 * of whom it deletes, so that the name is free again; the id stands beside it, so nothing is lost. With the prefix nobody
 * would find the person again, and an id that is to be hidden would stand in the name.
 * Source: https://learn.microsoft.com/powershell/module/microsoft.entra.users/get-entradeleteduser, whose example has the
 * hyphens still in it; without them: https://github.com/onyx-dot-app/onyx/pull/14074
 */
export function deletedUser(given: GraphUser): GraphUser {
  const type = given[typeProperty];
  const kept = deletedProperties.map((name) => [name, given[name] ?? null]);
  return {
    ...Object.fromEntries(kept),
    ...(type !== undefined && { [typeProperty]: type }),
    id: given.id,
    userPrincipalName: nameBefore(given),
  };
}

function nameBefore({ id, userPrincipalName }: GraphUser): unknown {
  if (typeof userPrincipalName !== 'string') return userPrincipalName ?? null;
  const name = userPrincipalName.toLowerCase();
  const prefix = [id.replaceAll('-', ''), id].find((text) => text !== '' && name.startsWith(text.toLowerCase()));
  // A name that is nothing but the id is not taken apart.
  return prefix === undefined || prefix.length === name.length
    ? userPrincipalName
    : userPrincipalName.slice(prefix.length);
}
