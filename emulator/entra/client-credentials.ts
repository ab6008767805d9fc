import { timingSafeEqual } from 'node:crypto';
import type { AccessTokens, AuthenticationMethod } from './access-tokens.ts';
import { verifyCertificateAssertion } from './certificate-assertion.ts';
import { readClientAssertion } from './client-assertion.ts';
import { entraError } from './errors.ts';
import { verifyFederatedAssertion } from './federated-assertion.ts';
import type { IssuerKeys } from './issuer-keys.ts';
import type { Replication, ReplicationPhase } from './replication.ts';
import { findResource } from './resources.ts';
import type { Application, Tenant } from './tenant.ts';

/** The form fields of a token request; absent ones are undefined. */
export type TokenRequest = Readonly<Record<string, string | undefined>>;

export interface ClientCredentialsContext {
  tenant: Tenant;
  tokens: AccessTokens;
  replication: Replication;
  issuerKeys: IssuerKeys;
  /** milliseconds since the epoch */
  now: number;
  /** The token's lifetime in seconds. */
  lifetime: number;
  /** The origins under which this emulator is reached; each is Microsoft Graph's, too. */
  ownOrigins: readonly string[];
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * The client credentials grant.
 * Source: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 *
 * @param audienceOf which resource the request names
 * @returns an access token for it
 * @throws EntraError for whatever Entra refuses
 */
export async function grantClientCredentials(
  form: TokenRequest,
  audienceOf: (form: TokenRequest) => string,
  context: ClientCredentialsContext,
): Promise<string> {
  const clientId = required(form, 'client_id').toLowerCase();
  const audience = audienceOf(form);
  const phase = context.replication.signIn(clientId);
  const { application, principal } = findClient(clientId, phase, context.tenant);
  const method = await authenticate(
    form,
    phase === 'key-missing' ? withoutCredentials(application) : application,
    context,
  );
  const resourceId = findResource(audience, context);
  const withRoles = phase !== 'roles-missing' && resourceId !== undefined;
  const roles = withRoles ? context.tenant.grantedRoles(principal.id, resourceId) : [];
  return context.tokens.issue({ principal, audience, method, roles, lifetime: context.lifetime });
}

/** @throws EntraError 900144 when the form lacks it */
export function required(form: TokenRequest, name: string): string {
  const value = form[name];
  if (value) return value;
  throw entraError(900144, `The request body must contain the following parameter: '${name}'.`);
}

function findClient(clientId: string, phase: ReplicationPhase, tenant: Tenant) {
  const application = phase === 'application-missing' ? undefined : tenant.applicationByAppId(clientId);
  if (application === undefined) {
    throw entraError(
      700016,
      `Application with identifier '${clientId}' was not found in the directory '${tenant.displayName}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
    );
  }
  const principal = phase === 'service-principal-missing' ? undefined : tenant.servicePrincipalByAppId(clientId);
  if (principal === undefined) {
    throw entraError(
      7000229,
      `The client application ${clientId} is missing service principal in the tenant ${tenant.id}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119`,
    );
  }
  if (!principal.accountEnabled) {
    throw entraError(7000112, `Application '${clientId}'(${principal.displayName}) is disabled.`);
  }
  if (application.properties.isFallbackPublicClient === true) {
    throw entraError(700025, "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.");
  }
  return { application, principal };
}

async function authenticate(
  form: TokenRequest,
  application: Application,
  context: ClientCredentialsContext,
): Promise<AuthenticationMethod> {
  if (form.client_assertion) {
    requireAssertionType(form);
    const assertion = readClientAssertion(form.client_assertion);
    const federated = /^https?:\/\//.test(String(assertion.payload.iss));
    await (federated ? verifyFederatedAssertion : verifyCertificateAssertion)(assertion, application, context);
    return 'assertion';
  }
  if (form.client_secret) {
    verifySecret(form.client_secret, application, context.now);
    return 'secret';
  }
  throw entraError(
    7000218,
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  );
}

function withoutCredentials(application: Application): Application {
  return { ...application, keyCredentials: [], passwordCredentials: [], federatedIdentityCredentials: [] };
}

function requireAssertionType(form: TokenRequest): void {
  if (required(form, 'client_assertion_type') === assertionType) return;
  throw entraError(
    900144,
    `The request body must contain the following parameter: 'client_assertion_type' with value '${assertionType}'.`,
  );
}

function verifySecret(secret: string, application: Application, now: number): void {
  const credential = application.passwordCredentials.find((candidate) => equal(candidate.secretText, secret));
  if (credential === undefined) {
    throw entraError(
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${application.appId}'.`,
    );
  }
  if (now > Date.parse(credential.endDateTime)) {
    throw entraError(
      7000222,
      `The provided client secret keys for app '${application.appId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.`,
    );
  }
}

function equal(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
