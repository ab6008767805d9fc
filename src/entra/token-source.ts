import { randomUUID } from 'node:crypto';
import { nonEmpty } from '../base/non-empty.ts';
import type { TokenSource } from '../http/access-tokens.ts';
import { type Pace, retrying } from '../http/retry.ts';
import type { Transport } from '../http/transport.ts';
import { createAssertion } from './assertion.ts';
import type { Credential } from './credential.ts';
import { judgeTokenAnswer, parseBody } from './token-answer.ts';

export interface SignIn {
  /** Origin of the token endpoint, without a trailing slash. */
  authorityUrl: string;
  tenantId: string;
  clientId: string;
  /** `{Graph}/.default` of the cloud. */
  scope: string;
  credential: Credential;
}

export interface TokenParts {
  transport: Transport;
  pace: Pace;
  /** Keeps a value out of every log: the token, the assertion. */
  mask: (secret: string) => void;
}

/** A token, and when it is time for the next one, in milliseconds since the epoch. */
interface Granted {
  token: string;
  until: number;
}

/** Milliseconds before its end at which a token is no longer begun with. */
const margin = 5 * 60_000;
/** Seconds, where Entra does not say how long a token lives; one that ends earlier is refused, and then renewed. */
const usualLife = 3_600;

/**
 * Signs in as an application: OAuth 2.0 client credentials. What this asks is what MSAL asks, which the tests hold it
 * against. MSAL itself keeps neither statuses nor headers, refuses locally for a minute after a fault, and was half of the
 * time until the first request.
 * Requests that come while one is under way share its answer.
 * Source: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 *
 * @throws Failure `token-refused` with `aadsts`, `words` and ids; `time-limit`; whatever the assertion throws
 */
export function createTokenSource(signIn: SignIn, { transport, pace, mask }: TokenParts): TokenSource {
  const endpoint = `${signIn.authorityUrl}/${signIn.tenantId}/oauth2/v2.0/token`;
  let latest: Granted | undefined;
  let pending: Promise<string> | undefined;

  async function acquire(): Promise<string> {
    const granted: Granted = await retrying(pace, 'signing in', async (attempt, timeout) => {
      const credential = await credentialFields(signIn, endpoint, pace.now());
      const { client_assertion: assertion, client_secret: secret } = credential;
      if (assertion) mask(assertion);
      const form = { client_id: signIn.clientId, scope: signIn.scope, grant_type: 'client_credentials', ...credential };
      const response = await transport(
        {
          method: 'POST',
          url: endpoint,
          headers: {
            'content-type': 'application/x-www-form-urlencoded;charset=utf-8',
            accept: 'application/json',
            'client-request-id': randomUUID(),
          },
          body: new URLSearchParams(form).toString(),
          secrets: [assertion, secret].flatMap((value) => value ?? []),
        },
        timeout,
      );
      const { access_token, expires_in } = (parseBody(response.body) ?? {}) as Record<string, unknown>;
      const token = response.status === 200 ? nonEmpty(access_token) : undefined;
      if (token === undefined) return judgeTokenAnswer(response, attempt);
      const until = pace.now() + (Number(expires_in) || usualLife) * 1000 - margin;
      return { done: { token, until } };
    });
    if (granted.token !== latest?.token) mask(granted.token);
    latest = granted;
    return granted.token;
  }

  async function shared(isRefused: boolean): Promise<string> {
    if (pending) return pending;
    if (latest && !isRefused && pace.now() < latest.until) return latest.token;
    pending = acquire().finally(() => {
      pending = undefined;
    });
    return pending;
  }

  return {
    async getToken(refused) {
      let token = await shared(refused !== undefined && refused === latest?.token);
      // Entra may answer twice with the very token that was refused.
      for (let again = 0; token === refused && again < 2; again += 1) token = await shared(true);
      return token;
    },
  };
}

interface CredentialFields {
  client_assertion?: string;
  client_assertion_type?: string;
  client_secret?: string;
}

async function credentialFields(
  { clientId, credential }: SignIn,
  endpoint: string,
  now: number,
): Promise<Record<string, string> & CredentialFields> {
  if (credential.kind === 'secret') return { client_secret: credential.secret };
  const assertion =
    credential.kind === 'federated'
      ? await credential.assertion()
      : createAssertion(credential.certificate, { clientId, audience: endpoint, now });
  return {
    client_assertion: assertion,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  };
}
