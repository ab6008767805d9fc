import type { Directory } from '../directory/directory.ts';

export type PropertyType = 'untyped' | 'string' | 'boolean' | 'dateTime' | 'strings' | 'complex' | 'complexes';

/** What Graph documents about one property of a user: where it may be read and how it may be filtered. */
export interface UserProperty {
  name: string;
  type: PropertyType;
  /** Answered for a single user only. */
  singleOnly?: boolean;
  /** Filter operators without and with advanced query capabilities; `eq` stands for `in` too. */
  filter?: readonly FilterOperator[];
  advancedFilter?: readonly FilterOperator[];
}

export type FilterOperator = 'eq' | 'ne' | 'not' | 'ge' | 'le' | 'startsWith' | 'endsWith' | 'null' | 'any' | 'count';

const always = ['ne', 'not'] as const;

/**
 * The properties of a user that the emulator knows, with the operators that the documents allow on each; where two
 * pages contradict each other (ranges over names) the stricter one counts.
 * Source: https://learn.microsoft.com/graph/aad-advanced-queries#user-properties
 * and https://learn.microsoft.com/graph/api/resources/user#properties
 */
const table: readonly UserProperty[] = [
  ...row('id', 'string', ['eq']),
  ...row('createdDateTime onPremisesLastSyncDateTime', 'dateTime', ['eq', 'ge', 'le'], ['null']),
  ...row('employeeHireDate', 'dateTime', ['eq'], ['ge', 'le', 'null']),
  ...row('accountEnabled', 'boolean', ['eq']),
  ...row('onPremisesSyncEnabled', 'boolean', ['eq'], ['null']),
  ...row('userPrincipalName', 'string', ['eq', 'startsWith'], ['endsWith']),
  ...row('mail', 'string', ['eq', 'startsWith'], ['endsWith', 'null']),
  ...row('displayName givenName surname jobTitle department', 'string', ['eq', 'startsWith'], ['null']),
  ...row('city country state usageLocation employeeId', 'string', ['eq', 'startsWith'], ['null']),
  ...row('companyName employeeType officeLocation', 'string', [], ['eq', 'startsWith', 'null']),
  ...row('userType externalUserState creationType', 'string', ['eq'], ['null']),
  ...row('onPremisesImmutableId', 'string', ['eq']),
  ...row('onPremisesSamAccountName onPremisesSecurityIdentifier', 'string', [], ['eq', 'startsWith', 'null']),
  ...row('proxyAddresses otherMails', 'strings', ['any'], ['count']),
  ...row('assignedLicenses', 'complexes', [], ['any', 'count']),
  ...row('businessPhones', 'strings'),
  ...row('onPremisesProvisioningErrors', 'complexes'),
  ...row('externalUserStateChangeDateTime lastPasswordChangeDateTime', 'dateTime'),
  ...row('mobilePhone streetAddress postalCode preferredLanguage passwordPolicies ageGroup', 'string'),
  ...row('legalAgeGroupClassification onPremisesDomainName onPremisesDistinguishedName', 'string'),
  ...row('onPremisesUserPrincipalName consentProvidedForMinor mailNickname faxNumber', 'string'),
  ...row('signInSessionsValidFromDateTime deletedDateTime employeeLeaveDateTime', 'dateTime'),
  ...row('isResourceAccount showInAddressList isManagementRestricted', 'boolean'),
  ...row('imAddresses', 'strings'),
  ...row('identities assignedPlans provisionedPlans licenseAssignmentStates serviceProvisioningErrors', 'complexes'),
  ...row(
    'passwordProfile employeeOrgData onPremisesExtensionAttributes authorizationInfo customSecurityAttributes',
    'complex',
  ),
  ...row('signInActivity', 'complex'),
  // Inherited from user, says https://learn.microsoft.com/graph/api/resources/agentuser#properties
  ...row('identityParentId', 'string'),
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
    return extension === undefined ? undefined : { ...extensionRules, name: extension };
  };
}

/** Source: https://learn.microsoft.com/graph/aad-advanced-queries, "Directory extensions" */
const extensionRules: Omit<UserProperty, 'name'> = {
  type: 'untyped',
  filter: ['eq'],
  advancedFilter: ['eq', 'ne', 'not', 'startsWith', 'null'],
};

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

function row(
  names: string,
  type: PropertyType,
  filter?: readonly FilterOperator[],
  advancedFilter?: readonly FilterOperator[],
): UserProperty[] {
  return names.split(' ').map((name) => ({
    name,
    type,
    ...(filter && { filter }),
    ...(filter && { advancedFilter: [...filter, ...always, ...(advancedFilter ?? [])] }),
  }));
}

function singleOnly(property: UserProperty): UserProperty {
  return { ...property, singleOnly: true };
}
