import { entraError } from './errors.ts';

const suffix = '/.default';
/** They ask for no resource; of an application's token they change nothing. */
const openIdScopes = new Set(['openid', 'profile', 'email', 'offline_access']);

/**
 * The one resource that the scopes of a client credentials request name. Clients that use the same code for every grant
 * (MSAL Go, azidentity for Go, MSAL4J) send the scopes of OpenID Connect along.
 * Source: https://learn.microsoft.com/entra/identity-platform/scopes-oidc#the-default-scope
 *
 * @param scope as it was sent: scopes with blanks between
 * @throws EntraError 70011 for two resources, or permissions beside `.default`; 1002012 when no scope ends in it
 */
export function resourceOf(scope: string): string {
  const scopes = [
    ...new Set(scope.split(/\s+/).filter((part) => part !== '' && !openIdScopes.has(part.toLowerCase()))),
  ];
  const resources = scopes.filter(isDefault).map((part) => part.slice(0, -suffix.length));
  const [resource] = resources;
  if (resource === undefined) {
    throw entraError(
      1002012,
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    );
  }
  if (resources.length < scopes.length) {
    throw notValid(scope, " .default scope can't be combined with resource-specific scopes.");
  }
  if (resources.length > 1) throw notValid(scope);
  return resource;
}

function isDefault(scope: string): boolean {
  return scope.endsWith(suffix) && scope !== suffix;
}

function notValid(scope: string, why = '') {
  return entraError(
    70011,
    `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid.${why}`,
  );
}
