/**
 * What the rules, the report and the comparison look at, and nothing more: a directory is personal data. docs/rules.md
 * says of each who needs it, and a test holds the two together. All of it is answered to `User.Read.All` alone and
 * allowed on the collection.
 * Source: https://learn.microsoft.com/graph/api/resources/user#properties
 */
export const auditProperties: readonly string[] = [
  'id',
  'userPrincipalName',
  'displayName',
  'mail',
  'proxyAddresses',
  'userType',
  'accountEnabled',
  'createdDateTime',
  'externalUserState',
  'externalUserStateChangeDateTime',
  'department',
  'employeeId',
  'employeeType',
  'usageLocation',
  'assignedLicenses',
  'passwordPolicies',
  'lastPasswordChangeDateTime',
  'onPremisesSyncEnabled',
  'onPremisesLastSyncDateTime',
  'onPremisesProvisioningErrors',
];

/**
 * The audit set, and what tells people apart beside it: who they are, where they work, where the account comes from.
 * Contact data (phones, addresses) is left out. Its order is that of every line, whatever was selected.
 */
export const profileProperties: readonly string[] = [
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

/** Sets of properties, by the words that `select` has for them. */
export const propertySets: ReadonlyMap<string, readonly string[]> = new Map([
  ['audit', auditProperties],
  ['profile', profileProperties],
]);
