import { entraError } from './errors.ts';
import { microsoftGraphAppId } from './microsoft-graph.ts';
import type { Tenant } from './tenant.ts';

/** Azure AD Graph: what the older token endpoint takes a request without `resource` to mean. */
export const azureAdGraphAppId = '00000002-0000-0000-c000-000000000000';

/**
 * Resources of Microsoft's that every tenant knows and that tools ask for before anything else. Nothing of theirs can
 * be granted here, so their tokens have no roles.
 * Source: https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in
 */
const resourceManager: readonly string[] = [
  '797f4846-ba00-4fd7-ba43-dac1f8f63013',
  'https://management.azure.com',
  'https://management.core.windows.net',
];
const withoutRoles: readonly string[] = [azureAdGraphAppId, 'https://graph.windows.net', ...resourceManager];

/**
 * @param audience the resource as a request names it, with or without a slash at its end
 * @param ownOrigins each of them is Microsoft Graph's, too
 * @returns the object id of its service principal; undefined for a resource that nothing can be granted of
 * @throws EntraError 500011
 */
export function findResource(
  audience: string,
  { tenant, ownOrigins }: { tenant: Tenant; ownOrigins: readonly string[] },
): string | undefined {
  const name = withoutSlash(audience);
  const resource = ownOrigins.includes(name)
    ? tenant.servicePrincipalByAppId(microsoftGraphAppId)
    : tenant.servicePrincipals.values().find((candidate) => candidate.servicePrincipalNames.includes(name));
  if (resource !== undefined) return resource.id;
  if (withoutRoles.includes(name)) return undefined;
  throw entraError(
    500011,
    `The resource principal named ${audience} was not found in the tenant named ${tenant.displayName}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
  );
}

/** Whether a token with this audience is meant for Azure Resource Manager. */
export function isResourceManager(audience: string): boolean {
  return resourceManager.includes(withoutSlash(audience));
}

/** A resource is the same with and without a slash at its end. */
export function withoutSlash(audience: string): string {
  return audience.replace(/\/$/, '');
}
