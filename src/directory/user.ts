/**
 * The properties that an audit reads unless `select` says otherwise: all of them are answered to `User.Read.All`
 * alone and allowed on the collection. Contact data (phones, addresses) is left out: an audit does not need it.
 * Source: https://learn.microsoft.com/graph/api/resources/user#properties
 */
export const auditProperties: readonly string[] = [
  'id',
  'userPrincipalName',
  'displayName',
  'givenName',
  'surname',
  'mail',
  'otherMails',
  'proxyAddresses',
  'userType',
  'accountEnabled',
  'creationType',
  'createdDateTime',
  'externalUserState',
  'externalUserStateChangeDateTime',
  'companyName',
  'department',
  'jobTitle',
  'employeeId',
  'employeeType',
  'employeeHireDate',
  'officeLocation',
  'city',
  'country',
  'usageLocation',
  'assignedLicenses',
  'passwordPolicies',
  'lastPasswordChangeDateTime',
  'onPremisesSyncEnabled',
  'onPremisesLastSyncDateTime',
  'onPremisesSamAccountName',
  'onPremisesDomainName',
  'onPremisesProvisioningErrors',
];

/** A user as Graph sends it. */
export type GraphUser = Readonly<Record<string, unknown>> & { readonly id: string };

/** Entra's ids are GUIDs; whatever else comes must at least stand in JSON as it is, since lines are sorted by it. */
const plainId = /^[^"\\\p{Cc}\p{Cs}]{1,256}$/u;

/** True for an object with a usable `id`. */
export function isGraphUser(value: unknown): value is GraphUser {
  const id = (value as { id?: unknown } | null)?.id;
  return typeof id === 'string' && plainId.test(id);
}

/**
 * The properties of a selection in the one order in which they are written: `id` first, then those of the audit set
 * in its order, then all others by name. So the order in which somebody typed them changes no byte.
 *
 * @param selected property names as given; `id` is added, repetitions fall away
 */
export function orderProperties(selected: readonly string[]): string[] {
  const wanted = new Set(['id', ...selected]);
  const known = auditProperties.filter((name) => wanted.delete(name));
  return [...known, ...[...wanted].sort()];
}

/**
 * One line of users.jsonl, without the line break: exactly the selected properties in their order; `null` where Graph
 * sent nothing. Keys inside nested objects are sorted, arrays keep Graph's order.
 */
export function userLine(user: GraphUser, properties: readonly string[]): string {
  let line = '{';
  for (const name of properties) {
    const value = user[name];
    line += `${line.length > 1 ? ',' : ''}${JSON.stringify(name)}:${canonicalJson(value)}`;
  }
  return `${line}}`;
}

function canonicalJson(value: unknown): string {
  if (value === undefined) return 'null';
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return JSON.stringify(sortKeys(value));
}

function sortKeys(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(sortKeys);
  // A null prototype, so that a key named __proto__ stays an ordinary key.
  const sorted: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(value).sort()) sorted[key] = sortKeys((value as Record<string, unknown>)[key]);
  return sorted;
}
