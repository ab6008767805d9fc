import { type Facts, Failure } from '../base/failure.ts';
import { jwtClaims } from '../base/jwt-claims.ts';

/**
 * Asks GitHub for the run's OIDC token.
 *
 * @param getIDToken `core.getIDToken`, which masks the token
 * @returns the token, and what it says about this run, for the error when Entra does not know it
 * @throws Failure `oidc-unavailable`
 */
export async function requestIdToken(
  getIDToken: (audience: string) => Promise<string>,
  audience: string,
): Promise<{ token: string; facts: Facts }> {
  try {
    const token = await getIDToken(audience);
    return { token, facts: factsOf(token) };
  } catch (error) {
    const reason = (error as Error).message.replace(/^Error message: /, '').replace(/\s+/g, ' ');
    throw new Failure('oidc-unavailable', { reason }, error);
  }
}

/** Issuer, subject and audience are no secrets: they are what the federated credential has to be registered with. */
function factsOf(token: string): Facts {
  const claims = jwtClaims(token) as Facts;
  return { oidcIssuer: claims.iss, oidcSubject: claims.sub, oidcAudience: claims.aud };
}
