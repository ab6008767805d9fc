import { jwtClaims } from '../base/jwt-claims.ts';

/**
 * The application permissions in an access token: a hint for people, never a decision. A token belongs to the API it
 * was made for, and its contents may change without notice.
 * Source: https://learn.microsoft.com/entra/identity-platform/access-tokens#token-formats
 *
 * @returns empty when the token has none, or is not a JWT
 */
export function rolesOf(token: string): string[] {
  try {
    const { roles } = jwtClaims(token);
    return Array.isArray(roles) ? roles.map(String) : [];
  } catch {
    return [];
  }
}
