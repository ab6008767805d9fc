import { jwtClaims } from '../base/jwt-claims.ts';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a tenant is named by its GUID, in lower case, and not by a domain. */
export function isTenantGuid(text: string): boolean {
  return guid.test(text);
}

/**
 * The tenant that an access token was issued by: its GUID, whatever name was asked with.
 * Source: https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference, claim `tid`
 *
 * @returns lower case; undefined when the token does not say, or is not a JWT
 */
export function tenantOf(token: string): string | undefined {
  try {
    const tid = String(jwtClaims(token).tid).toLowerCase();
    return isTenantGuid(tid) ? tid : undefined;
  } catch {
    return undefined;
  }
}
