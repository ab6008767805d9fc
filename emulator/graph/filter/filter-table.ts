import type { FindProperty, PropertyType } from '../user-properties.ts';

export type FilterOperator = 'eq' | 'ne' | 'not' | 'ge' | 'le' | 'startsWith' | 'endsWith' | 'null' | 'any' | 'count';

/** How one property, one member of it, or the items of a collection may be filtered. */
export interface FilterRule {
  /** As Graph spells it. */
  name: string;
  type: PropertyType;
  /** Operators without and with advanced query capabilities; `eq` stands for `in` too. */
  filter: readonly FilterOperator[];
  advanced: readonly FilterOperator[];
}

const negations = ['ne', 'not'] as const;

/**
 * The operators that the documents allow on each property of a user. Where their pages contradict each other (ranges
 * over names, `eq` on passwordPolicies) the stricter one counts; what stands in none of them is not filtered at all.
 * Source: https://learn.microsoft.com/graph/aad-advanced-queries#user-properties
 * and https://learn.microsoft.com/graph/api/resources/user#properties
 */
const properties: readonly Row[] = [
  ...rows('id accountEnabled ageGroup consentProvidedForMinor creationType externalUserState', 'eq'),
  ...rows('isLicenseReconciliationNeeded isResourceAccount', 'eq'),
  ...rows('userType onPremisesSyncEnabled onPremisesSecurityIdentifier', 'eq', 'null'),
  ...rows('createdDateTime', 'eq ge le', 'null'),
  ...rows('deletedDateTime', 'eq ge le'),
  ...rows('userPrincipalName', 'eq startsWith', 'endsWith'),
  ...rows('mail', 'eq startsWith', 'endsWith null'),
  ...rows('displayName givenName surname jobTitle department mailNickname', 'eq startsWith', 'null'),
  ...rows('city country state usageLocation employeeId', 'eq startsWith', 'null'),
  ...rows('onPremisesUserPrincipalName', 'eq startsWith'),
  ...rows('companyName officeLocation mobilePhone faxNumber', '', 'eq startsWith null'),
  ...rows('postalCode preferredLanguage streetAddress', '', 'eq startsWith null'),
  ...rows('employeeType onPremisesSamAccountName', '', 'eq startsWith'),
  ...rows('employeeHireDate onPremisesLastSyncDateTime', '', 'eq ge le'),
  ...rows('onPremisesImmutableId showInAddressList', '', 'eq'),
  ...rows('passwordPolicies', '', 'null'),
  ...rows('assignedLicenses onPremisesProvisioningErrors otherMails proxyAddresses', '', 'count'),
];

/** Members of complex properties. */
const members: readonly FilterRule[] = [
  ...Array.from({ length: 15 }, (_, number) => `onPremisesExtensionAttributes/extensionAttribute${number + 1}`).map(
    (name) => rule(name, 'string', '', 'eq null'),
  ),
  rule('employeeOrgData/costCenter', 'string', '', 'eq'),
  rule('employeeOrgData/division', 'string', '', 'eq'),
  rule('passwordProfile/forceChangePasswordNextSignIn', 'boolean', '', 'eq null'),
  rule('passwordProfile/forceChangePasswordNextSignInWithMfa', 'boolean', '', 'eq null'),
];

/** Items of collections, which `any` tests; where items are objects, one member of theirs. */
const items: readonly FilterRule[] = [
  rule('proxyAddresses', 'string', 'eq startsWith', 'endsWith'),
  rule('otherMails', 'string', 'eq startsWith', 'endsWith'),
  rule('imAddresses', 'string', 'eq startsWith'),
  rule('infoCatalogs', 'string', 'eq startsWith'),
  rule('businessPhones', 'string', '', 'eq startsWith'),
  rule('assignedLicenses/skuId', 'guid', 'eq'),
  rule('assignedPlans/capabilityStatus', 'string', '', 'eq'),
  rule('assignedPlans/service', 'string', '', 'eq startsWith'),
  rule('assignedPlans/servicePlanId', 'guid', '', 'eq'),
  rule('provisionedPlans/provisioningStatus', 'string', '', 'eq'),
  rule('provisionedPlans/service', 'string', '', 'eq startsWith'),
  rule('onPremisesProvisioningErrors/category', 'string', 'eq'),
  rule('onPremisesProvisioningErrors/propertyCausingError', 'string', 'eq'),
  rule('identities/issuer', 'string', 'eq'),
  rule('identities/issuerAssignedId', 'string', 'eq'),
];

const propertyRows = new Map(properties.map((row) => [row.name, row]));
const memberRules = byPath(members);
const itemRules = byPath(items);

/** The rule for a property by its name in any case; `not filtered at all` for one that no document names. */
export function propertyRule(path: string, find: FindProperty): FilterRule | undefined {
  const property = find(path);
  if (property === undefined) return undefined;
  if (property.type === 'untyped') return { ...property, ...extensionOperators };
  const row = propertyRows.get(property.name);
  return { name: property.name, type: property.type, filter: row?.filter ?? [], advanced: row?.advanced ?? [] };
}

/** The rule for a member of a complex property, `employeeOrgData/costCenter`. */
export function memberRule(path: string): FilterRule | undefined {
  return memberRules.get(path.toLowerCase());
}

/** The rule for the items of a collection, `proxyAddresses`, or for a member of theirs, `assignedLicenses/skuId`. */
export function itemRule(path: string): FilterRule | undefined {
  return itemRules.get(path.toLowerCase());
}

/** Source: https://learn.microsoft.com/graph/aad-advanced-queries, "Directory extensions" */
const extensionOperators = operators('eq', 'startsWith null');

interface Row extends Pick<FilterRule, 'filter' | 'advanced'> {
  name: string;
}

function rows(names: string, filter: string, advanced = ''): Row[] {
  return names.split(' ').map((name) => ({ name, ...operators(filter, advanced) }));
}

function rule(name: string, type: PropertyType, filter: string, advanced = ''): FilterRule {
  return { name, type, ...operators(filter, advanced) };
}

/** What works by default works in advanced queries, and all that is compared can be negated there. */
function operators(filter: string, advanced: string): Pick<FilterRule, 'filter' | 'advanced'> {
  const words = (text: string) => text.split(' ').filter((word) => word !== '') as FilterOperator[];
  return { filter: words(filter), advanced: [...words(filter), ...words(advanced), ...negations] };
}

function byPath(rules: readonly FilterRule[]): Map<string, FilterRule> {
  return new Map(rules.map((entry) => [entry.name.toLowerCase(), entry]));
}
