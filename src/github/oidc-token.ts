import { type Facts, Failure } from '../base/failure.ts';
import { jwtClaims } from '../base/jwt-claims.ts';
import { quotable } from '../http/hide-secrets.ts';

/**
 * Asks GitHub for the run's OIDC token.
 *
 * @param getIDToken `core.getIDToken`, which masks the token
 * @param secrets what is sent in confidence for it, which the answer may hold
 * @returns the token, and what it says about this run, for the error when Entra does not know it
 * @throws Failure `oidc-unavailable`
 */
export async function requestIdToken(
  getIDToken: (audience: string) => Promise<string>,
  audience: string,
  secrets: readonly string[] = [],
): Promise<{ token: string; facts: Facts }> {
  try {
    const token = await getIDToken(audience);
    return { token, facts: factsOf(token) };
  } catch (error) {
    const reason = quotable((error as Error).message.replace(/^Error message: /, ''), secrets);
    throw new Failure('oidc-unavailable', { reason }, error);
  }
}

/** Issuer, subject and audience are no secrets: they are what the federated credential has to be registered with. */
function factsOf(token: string): Facts {
  const claims = jwtClaims(token) as Facts;
  return { oidcIssuer: claims.iss, oidcSubject: claims.sub, oidcAudience: claims.aud };
}
