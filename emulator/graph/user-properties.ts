import type { Directory } from '../directory/directory.ts';

export type PropertyType = 'untyped' | 'string' | 'guid' | 'boolean' | 'dateTime' | 'strings' | 'complex' | 'complexes';

/** What Graph documents about one property of a user. */
export interface UserProperty {
  name: string;
  type: PropertyType;
  /** Answered for a single user only. */
  singleOnly?: boolean;
}

/**
 * The properties of a user that the emulator knows.
 * Source: https://learn.microsoft.com/graph/api/resources/user#properties
 */
const table: readonly UserProperty[] = [
  ...row('id userPrincipalName mail displayName givenName surname jobTitle department mailNickname', 'string'),
  ...row('city country state usageLocation employeeId companyName employeeType officeLocation', 'string'),
  ...row('userType externalUserState creationType faxNumber', 'string'),
  ...row('mobilePhone streetAddress postalCode preferredLanguage passwordPolicies ageGroup', 'string'),
  ...row('legalAgeGroupClassification consentProvidedForMinor preferredDataLocation securityIdentifier', 'string'),
  ...row('onPremisesImmutableId onPremisesSamAccountName onPremisesSecurityIdentifier', 'string'),
  ...row('onPremisesDomainName onPremisesDistinguishedName onPremisesUserPrincipalName', 'string'),
  // Inherited from user, says https://learn.microsoft.com/graph/api/resources/agentuser#properties
  ...row('identityParentId', 'string'),
  ...row('createdDateTime deletedDateTime employeeHireDate employeeLeaveDateTime', 'dateTime'),
  ...row('onPremisesLastSyncDateTime externalUserStateChangeDateTime lastPasswordChangeDateTime', 'dateTime'),
  ...row('signInSessionsValidFromDateTime', 'dateTime'),
  ...row('accountEnabled onPremisesSyncEnabled isResourceAccount showInAddressList', 'boolean'),
  ...row('isManagementRestricted isLicenseReconciliationNeeded', 'boolean'),
  ...row('proxyAddresses otherMails businessPhones imAddresses infoCatalogs', 'strings'),
  ...row('assignedLicenses assignedPlans provisionedPlans licenseAssignmentStates identities', 'complexes'),
  ...row('onPremisesProvisioningErrors serviceProvisioningErrors', 'complexes'),
  ...row('passwordProfile employeeOrgData onPremisesExtensionAttributes authorizationInfo', 'complex'),
  ...row('customSecurityAttributes signInActivity', 'complex'),
  ...row('aboutMe mySite preferredName', 'string').map(singleOnly),
  ...row('birthday hireDate', 'dateTime').map(singleOnly),
  ...row('interests pastProjects responsibilities schools skills', 'strings').map(singleOnly),
  ...row('mailboxSettings', 'complex').map(singleOnly),
];

const byName = new Map(table.map((property) => [property.name.toLowerCase(), property]));

/** A property by its name in any case, or undefined. */
export type FindProperty = (name: string) => UserProperty | undefined;

/**
 * Finds what Graph documents, and the directory extensions of this tenant, each in its own spelling. That an extension
 * is answered as it was registered, however it was asked for, is not documented.
 */
export function propertyFinder(directory: Pick<Directory, 'extension'>): FindProperty {
  return (name) => {
    const known = byName.get(name.toLowerCase());
    if (known !== undefined) return known;
    const extension = directory.extension(name);
    return extension === undefined ? undefined : { name: extension, type: 'untyped' };
  };
}

/** What Graph answers without `$select`. Source: https://learn.microsoft.com/graph/api/user-list#optional-query-parameters */
export const defaultUserProperties: readonly string[] = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
];

/** The words of OData for a property that a user does not have. */
export function unknownPropertyMessage(name: string): string {
  return `Could not find a property named '${name}' on type 'microsoft.graph.user'.`;
}

function row(names: string, type: PropertyType): UserProperty[] {
  return names.split(' ').map((name) => ({ name, type }));
}

function singleOnly(property: UserProperty): UserProperty {
  return { ...property, singleOnly: true };
}
