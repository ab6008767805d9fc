import type { Application, JsonObject } from '../../entra/tenant.ts';
import { badRequest } from '../refusals.ts';
import { presentKeyCredential } from './key-credentials.ts';
import { presentPasswordCredential } from './password-credentials.ts';

/**
 * What an application has besides its names and credentials, with Graph's defaults.
 * Source: https://learn.microsoft.com/graph/api/resources/application#properties
 */
export function applicationDefaults(domain: string): JsonObject {
  return {
    addIns: [],
    api: {
      acceptMappedClaims: null,
      knownClientApplications: [],
      oauth2PermissionScopes: [],
      preAuthorizedApplications: [],
      requestedAccessTokenVersion: null,
    },
    appRoles: [],
    applicationTemplateId: null,
    authenticationBehaviors: null,
    certification: null,
    defaultRedirectUri: null,
    description: null,
    disabledByMicrosoftStatus: null,
    groupMembershipClaims: null,
    identifierUris: [],
    info: {
      logoUrl: null,
      marketingUrl: null,
      privacyStatementUrl: null,
      supportUrl: null,
      termsOfServiceUrl: null,
    },
    isDeviceOnlyAuthSupported: null,
    isFallbackPublicClient: null,
    nativeAuthenticationApisEnabled: null,
    notes: null,
    oauth2RequirePostResponse: false,
    optionalClaims: null,
    parentalControlSettings: { countriesBlockedForMinors: [], legalAgeGroupRule: 'Allow' },
    publicClient: { redirectUris: [] },
    publisherDomain: domain,
    requestSignatureVerification: null,
    requiredResourceAccess: [],
    samlMetadataUrl: null,
    serviceManagementReference: null,
    servicePrincipalLockConfiguration: null,
    signInAudience: 'AzureADMyOrg',
    spa: { redirectUris: [] },
    tags: [],
    tokenEncryptionKeyId: null,
    uniqueName: null,
    verifiedPublisher: { addedDateTime: null, displayName: null, verifiedPublisherId: null },
    web: {
      homePageUrl: null,
      implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
      logoutUrl: null,
      redirectUriSettings: [],
      redirectUris: [],
    },
  };
}

/** Properties that the tenant sets: a request that carries them, as a read-modify-write does, changes nothing. */
const readOnly = new Set(['id', 'appId', 'createdDateTime', 'deletedDateTime', 'publisherDomain', 'owners']);
/** Properties that are stored outside of `properties`. */
const storedApart = new Set(['displayName', 'keyCredentials', 'passwordCredentials']);

/**
 * Merges what a POST or PATCH sends into the stored properties. Parts of a complex property that are not sent stay.
 *
 * @throws GraphError 400 for a property that applications do not have
 */
export function mergeProperties(stored: JsonObject, given: JsonObject): JsonObject {
  const merged = { ...stored };
  for (const [name, value] of Object.entries(given)) {
    if (name.includes('@') || readOnly.has(name) || storedApart.has(name)) continue;
    if (!Object.hasOwn(stored, name)) throw badRequest(`Invalid property '${name}'.`);
    merged[name] = isObject(value) && isObject(stored[name]) ? { ...stored[name], ...value } : value;
  }
  return merged;
}

/** @param withKeys whether certificates are shown, see {@link presentKeyCredential} */
export function presentApplication(application: Application, withKeys = false): JsonObject {
  const { id, appId, displayName, createdDateTime, deletedDateTime, properties } = application;
  return {
    id,
    deletedDateTime,
    appId,
    createdDateTime,
    displayName,
    ...properties,
    keyCredentials: application.keyCredentials.map((credential) => presentKeyCredential(credential, withKeys)),
    passwordCredentials: application.passwordCredentials.map(presentPasswordCredential),
  };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
