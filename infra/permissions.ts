/**
 * Application permissions of Microsoft Graph that the reader can have, and no others: the list of permissions that are
 * declared and that of those that are granted are both made from this one.
 */
const grantable = ['User.Read.All', 'AuditLog.Read.All'] as const;
export type PermissionName = (typeof grantable)[number];

/** The permissions of a reader. @param signInActivity whether it reads the times of sign-ins as well */
export function permissionsFor(signInActivity: boolean): PermissionName[] {
  return signInActivity ? [...grantable] : ['User.Read.All'];
}

/** Why a permission that the config names is refused; undefined when the reader has it anyway. */
export function refusal(permission: string, signInActivity: boolean): string | undefined {
  if (permissionsFor(signInActivity).some((given) => given === permission)) return undefined;
  if (permission === 'AuditLog.Read.All') {
    return '"permissions" names AuditLog.Read.All, which is only needed for sign-in times: set signInActivity to true instead';
  }
  const reason = reasons[permission] ?? 'it is more than the reader needs';
  return `"permissions" names ${permission}, which this program never grants: ${reason}. User.Read.All is enough to list all users`;
}

/** Source: https://learn.microsoft.com/graph/permissions-reference */
const reasons: Readonly<Record<string, string>> = {
  'Directory.Read.All': 'it reads groups, devices, roles and applications as well',
  'Directory.ReadWrite.All': 'it changes users, groups and much else',
  'User.ReadBasic.All': 'it leaves out accountEnabled, userType and most of what an audit looks at',
  'User.ReadWrite.All': 'it changes and deletes users; an audit only reads',
};
