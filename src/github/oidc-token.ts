import { type Facts, Failure } from '../base/failure.ts';
import { jwtClaims } from '../base/jwt-claims.ts';
import { nonEmpty } from '../base/non-empty.ts';
import { quotable } from '../http/hide-secrets.ts';
import type { HttpResponse, Transport } from '../http/transport.ts';
import type { Environment } from './run-facts.ts';
import { doStep, type ServicePace, textOf, wordsOf } from './service-attempts.ts';

export interface IdTokenParts {
  /** ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN are those that a job with `id-token: write` has. */
  env: Environment;
  transport: Transport;
  pace: ServicePace;
  /** Keeps the token out of the log. */
  mask(secret: string): void;
}

/** Milliseconds without a byte. */
const patience = 60_000;

/**
 * Asks GitHub for the run's OIDC token. Not through `@actions/core`: for this one request it loads an HTTP client that is
 * larger than all the rest of this program.
 * Source: https://docs.github.com/actions/reference/security/oidc#methods-for-requesting-the-oidc-token
 *
 * @returns the token, and what it says about this run, for the error when Entra does not know it
 * @throws Failure `oidc-unavailable`
 */
export async function requestIdToken(
  { env, transport, pace, mask }: IdTokenParts,
  audience: string,
): Promise<{ token: string; facts: Facts }> {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: address = '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer = '' } = env;
  const secrets = [bearer];
  const url = `${address}&audience=${encodeURIComponent(audience)}`;
  const headers = { accept: 'application/json', 'user-agent': 'entra-user-audit', authorization: `Bearer ${bearer}` };
  const send = () => transport({ method: 'GET', url, headers, secrets }, patience);
  try {
    const token = await doStep({ name: 'OIDC token', send, read: tokenIn, wordsOf: refusal }, pace);
    mask(token);
    return { token, facts: factsOf(token) };
  } catch (error) {
    throw new Failure('oidc-unavailable', { reason: quotable(wordsOf(error), secrets) }, error);
  }
}

/** @throws SyntaxError */
function tokenIn({ body }: HttpResponse): string {
  const token = nonEmpty((JSON.parse(body) as { value?: unknown } | null)?.value);
  if (token === undefined) throw new SyntaxError('an answer without a token');
  return token;
}

function refusal({ status, body }: HttpResponse): string {
  const words = textOf(body, 'message');
  return `HTTP ${status}${words === undefined ? '' : `: ${words}`}`;
}

/** Issuer, subject and audience are no secrets: they are what the federated credential has to be registered with. */
function factsOf(token: string): Facts {
  const claims = jwtClaims(token) as Facts;
  return { oidcIssuer: claims.iss, oidcSubject: claims.sub, oidcAudience: claims.aud };
}
