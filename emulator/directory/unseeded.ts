/**
 * Properties that users have in Graph and no seeded user has here: they are null, or empty, until somebody sets them.
 * Source: https://learn.microsoft.com/graph/api/resources/user#properties
 */
export const unseededProperties: ReadonlySet<string> = new Set([
  ...'aboutMe birthday hireDate interests mySite pastProjects preferredName responsibilities schools'.split(' '),
  ...'skills mailboxSettings assignedPlans provisionedPlans licenseAssignmentStates identities imAddresses'.split(' '),
  ...'serviceProvisioningErrors infoCatalogs passwordProfile employeeOrgData authorizationInfo'.split(' '),
  ...'onPremisesExtensionAttributes customSecurityAttributes consentProvidedForMinor mailNickname faxNumber'.split(' '),
  ...'signInSessionsValidFromDateTime employeeLeaveDateTime isResourceAccount showInAddressList'.split(' '),
  ...'isManagementRestricted isLicenseReconciliationNeeded preferredDataLocation securityIdentifier'.split(' '),
]);

/** Properties that are an empty collection, never null, where there is nothing. */
export const collections: ReadonlySet<string> = new Set([
  'otherMails',
  'proxyAddresses',
  'businessPhones',
  'assignedLicenses',
  'onPremisesProvisioningErrors',
  ...'assignedPlans provisionedPlans licenseAssignmentStates identities imAddresses serviceProvisioningErrors'.split(
    ' ',
  ),
  ...'infoCatalogs interests pastProjects responsibilities schools skills'.split(' '),
]);

/**
 * Whether a property is a directory extension by its name: that of the application that registered it, without
 * hyphens, is part of it.
 * Source: https://learn.microsoft.com/graph/extensibility-overview#directory-microsoft-entra-id-extensions
 */
export function isExtension(name: string): boolean {
  return /^extension_[0-9a-f]{32}_\w+$/i.test(name);
}

/** Whether a member of a JSON object is OData's own: `@odata.type` of the object, `city@odata.type` of a property. */
export function isAnnotation(name: string): boolean {
  return name.includes('@');
}
