/**
 * The properties of a user in Graph's spelling. Graph takes any in `$select` and answers in its own: what is looked for
 * in an answer must be spelled like that.
 * Source: https://learn.microsoft.com/graph/api/resources/user#properties
 */
const names = `
  aboutMe accountEnabled ageGroup assignedLicenses assignedPlans authorizationInfo birthday businessPhones city
  companyName consentProvidedForMinor country createdDateTime creationType customSecurityAttributes deletedDateTime
  department displayName employeeHireDate employeeId employeeLeaveDateTime employeeOrgData employeeType
  externalUserState externalUserStateChangeDateTime faxNumber givenName hireDate id identities identityParentId
  imAddresses infoCatalogs interests isManagementRestricted isResourceAccount jobTitle lastPasswordChangeDateTime
  legalAgeGroupClassification licenseAssignmentStates mail mailboxSettings mailNickname mobilePhone mySite
  officeLocation onPremisesDistinguishedName onPremisesDomainName onPremisesExtensionAttributes onPremisesImmutableId
  onPremisesLastSyncDateTime onPremisesProvisioningErrors onPremisesSamAccountName onPremisesSecurityIdentifier
  onPremisesSipInfo onPremisesSyncEnabled onPremisesUserPrincipalName otherMails passwordPolicies passwordProfile
  pastProjects postalCode preferredDataLocation preferredLanguage preferredName print provisionedPlans proxyAddresses
  responsibilities schools securityIdentifier serviceProvisioningErrors showInAddressList signInActivity
  signInSessionsValidFromDateTime skills state streetAddress surname usageLocation userPrincipalName userType
`;

const spellings = new Map(names.match(/\w+/g)?.map((name) => [name.toLowerCase(), name]));

/** @returns a property as Graph spells it; an unknown one as it was given */
export function spelledByGraph(name: string): string {
  return spellings.get(name.toLowerCase()) ?? name;
}
