import type { ClaimsMatchingExpression } from './claims-expression.ts';
/** The tenant's application objects, service principals and consents, in memory. */

export type JsonObject = Record<string, unknown>;

/**
 * A certificate that an application may sign in with.
 * Source: https://learn.microsoft.com/graph/api/resources/keycredential
 */
export interface KeyCredential {
  keyId: string;
  displayName: string | null;
  /** SHA-1 thumbprint in upper-case hex, unless the caller gave its own. */
  customKeyIdentifier: string;
  startDateTime: string;
  endDateTime: string;
  type: string;
  usage: string;
  /** The certificate as DER. */
  certificate: Buffer;
}

export interface PasswordCredential {
  keyId: string;
  displayName: string | null;
  customKeyIdentifier: string | null;
  startDateTime: string;
  endDateTime: string;
  /** The first three characters of the secret. */
  hint: string;
  secretText: string;
}

export interface FederatedIdentityCredential {
  id: string;
  name: string;
  issuer: string;
  /** Null where claims are matched instead. */
  subject: string | null;
  audiences: string[];
  description: string | null;
  claimsMatchingExpression: ClaimsMatchingExpression | null;
}

export interface Application {
  id: string;
  appId: string;
  displayName: string;
  createdDateTime: string;
  deletedDateTime: string | null;
  keyCredentials: KeyCredential[];
  passwordCredentials: PasswordCredential[];
  federatedIdentityCredentials: FederatedIdentityCredential[];
  ownerIds: string[];
  /** Everything else that Graph stores of an application. */
  properties: JsonObject;
}

export interface AppRole {
  id: string;
  value: string;
  displayName: string;
  description: string;
  allowedMemberTypes: string[];
  isEnabled: boolean;
  origin: 'Application';
}

export interface ServicePrincipal {
  id: string;
  appId: string;
  displayName: string;
  accountEnabled: boolean;
  createdDateTime: string;
  appRoles: AppRole[];
  servicePrincipalNames: string[];
  ownerIds: string[];
  properties: JsonObject;
}

/** One granted application permission. Source: https://learn.microsoft.com/graph/api/resources/approleassignment */
export interface AppRoleAssignment {
  id: string;
  appRoleId: string;
  createdDateTime: string;
  principalId: string;
  resourceId: string;
}

export interface Tenant {
  id: string;
  /** The verified domain, lower case. */
  domain: string;
  displayName: string;
  /** By object id, in the order of creation; so are the next two. */
  applications: Map<string, Application>;
  deletedApplications: Map<string, Application>;
  servicePrincipals: Map<string, ServicePrincipal>;
  appRoleAssignments: Map<string, AppRoleAssignment>;
  applicationByAppId(appId: string): Application | undefined;
  servicePrincipalByAppId(appId: string): ServicePrincipal | undefined;
  /** The values of the app roles that the principal holds on the resource (both are object ids). */
  grantedRoles(principalId: string, resourceId: string): string[];
  /** Removes a service principal with all consents given to it or on it. */
  removeServicePrincipal(id: string): void;
}

export function createTenant(identity: { id: string; domain: string; displayName: string }): Tenant {
  const applications = new Map<string, Application>();
  const servicePrincipals = new Map<string, ServicePrincipal>();
  const appRoleAssignments = new Map<string, AppRoleAssignment>();
  const withAppId = <T extends { appId: string }>(objects: Map<string, T>, appId: string) =>
    objects.values().find((object) => object.appId === appId.toLowerCase());
  return {
    ...identity,
    applications,
    deletedApplications: new Map(),
    servicePrincipals,
    appRoleAssignments,
    applicationByAppId: (appId) => withAppId(applications, appId),
    servicePrincipalByAppId: (appId) => withAppId(servicePrincipals, appId),
    grantedRoles(principalId, resourceId) {
      const roles = servicePrincipals.get(resourceId)?.appRoles ?? [];
      return appRoleAssignments
        .values()
        .filter((assignment) => assignment.principalId === principalId && assignment.resourceId === resourceId)
        .flatMap((assignment) => roles.filter((role) => role.id === assignment.appRoleId && role.isEnabled))
        .map((role) => role.value)
        .toArray();
    },
    removeServicePrincipal(id) {
      servicePrincipals.delete(id);
      for (const assignment of appRoleAssignments.values()) {
        if (assignment.principalId === id || assignment.resourceId === id) appRoleAssignments.delete(assignment.id);
      }
    },
  };
}

/** A date-time as Graph writes it, to the second. @param milliseconds since the epoch */
export function graphDateTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
