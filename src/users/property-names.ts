import { didYouMean } from '../base/did-you-mean.ts';
import { profileProperties } from './property-sets.ts';

/**
 * The properties of a user in Graph's spelling, beside those of the sets. Graph takes any spelling in
 * `$select` and answers in its own: what is looked for in an answer must be spelled like that.
 * Source: https://learn.microsoft.com/graph/api/resources/user#properties
 */
const others = `
  aboutMe ageGroup assignedPlans authorizationInfo birthday businessPhones consentProvidedForMinor
  customSecurityAttributes deletedDateTime employeeLeaveDateTime employeeOrgData faxNumber hireDate identities
  identityParentId imAddresses infoCatalogs interests isManagementRestricted isResourceAccount
  legalAgeGroupClassification licenseAssignmentStates mailboxSettings mailNickname mobilePhone mySite
  onPremisesDistinguishedName onPremisesExtensionAttributes onPremisesImmutableId onPremisesSecurityIdentifier
  onPremisesSipInfo onPremisesUserPrincipalName passwordProfile pastProjects postalCode preferredDataLocation
  preferredLanguage preferredName print provisionedPlans responsibilities schools securityIdentifier
  serviceProvisioningErrors showInAddressList signInActivity signInSessionsValidFromDateTime skills state
  streetAddress
`;

/** Whether a property may have this name: what else is given as one is not even printed. */
export function isPropertyName(name: string): boolean {
  return name.length <= longestName && /^(?!__)[A-Za-z_@][\w.@-]*$/.test(name);
}

/** Whether it may be told in the log: an address may stand where a property should, and is somebody's. */
export function isTellableName(name: string): boolean {
  return isPropertyName(name) && !/@(?!odata\.)/.test(name);
}

/** Those of directory extensions are the longest: `extension_`, 32 digits and 128 characters. */
const longestName = 256;

const names = [...profileProperties, ...(others.match(/\w+/g) ?? [])];
const spellings = new Map(names.map((name) => [name.toLowerCase(), name]));

/** @returns a property as Graph spells it; an unknown one as it was given */
export function spelledByGraph(name: string): string {
  return spellings.get(name.toLowerCase()) ?? name;
}

/** Whether Graph documents a property of that name. */
export function isKnownProperty(name: string): boolean {
  return spellings.has(name.toLowerCase());
}

/** @returns ` Did you mean "x"?` for the nearest property of a user, or '' when none is near */
export function closestProperty(name: string): string {
  return spellings.has(name.toLowerCase()) ? '' : didYouMean(name, names);
}
