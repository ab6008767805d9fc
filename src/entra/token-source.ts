import { randomUUID } from 'node:crypto';
import { ConfidentialClientApplication, type INetworkModule, type NodeAuthOptions } from '@azure/msal-node';
import type { TokenSource } from '../http/access-tokens.ts';
import { type Outcome, type Pace, retrying } from '../http/retry.ts';
import type { HttpRequest, HttpResponse, Transport } from '../http/transport.ts';
import type { Credential } from './credential.ts';
import { judgeTokenAnswer, parseBody } from './token-answer.ts';

export interface SignIn {
  /** Origin of the token endpoint, without a trailing slash. */
  authorityUrl: string;
  /** Origin of the cloud's own sign-in service: MSAL knows it, and keeps from asking around. */
  knownAuthorityUrl: string;
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

/**
 * Signs in as an application (OAuth 2.0 client credentials), with MSAL's cache first.
 * Requests that come while one is under way share its answer.
 *
 * @throws Failure `token-refused` with `aadsts`, `words` and ids; `time-limit`; whatever the assertion throws
 */
export function createTokenSource(signIn: SignIn, parts: TokenParts): TokenSource {
  let client: TokenClient | undefined;
  let latest: string | undefined;
  let pending: Promise<string> | undefined;

  async function acquire(skipCache: boolean): Promise<string> {
    const token = await retrying(parts.pace, 'signing in', async (attempt, timeout) => {
      const current = client ?? createTokenClient(signIn, parts);
      // After a fault MSAL refuses to ask again for a minute: the next try gets an instance of its own.
      client = undefined;
      const outcome = await current.acquire(attempt, timeout, skipCache);
      if ('done' in outcome) client = current;
      return outcome;
    });
    if (token !== latest) parts.mask(token);
    latest = token;
    return token;
  }

  function shared(skipCache: boolean): Promise<string> {
    pending ??= acquire(skipCache).finally(() => {
      pending = undefined;
    });
    return pending;
  }

  return {
    async getToken(refused) {
      let token = await shared(refused !== undefined && refused === latest);
      // What others had under way may have been answered from the cache, with the very token that was refused.
      for (let again = 0; token === refused && again < 2; again += 1) token = await shared(true);
      return token;
    },
  };
}

interface TokenClient {
  acquire(attempt: number, timeout: number, skipCache: boolean): Promise<Outcome<string>>;
}

/** One MSAL instance, with an eye on what really came over the network: MSAL drops statuses and headers. */
function createTokenClient(signIn: SignIn, { transport, mask }: TokenParts): TokenClient {
  let timeout = 0;
  // A property, not a variable: what a callback assigns to a variable, TypeScript takes for never assigned.
  const seen: { response?: HttpResponse | undefined; fault?: unknown } = {};
  const networkClient: INetworkModule = {
    sendGetRequestAsync() {
      throw new TypeError('MSAL asked for metadata although it was given all of it.');
    },
    async sendPostRequestAsync(url, options) {
      const { searchParams, origin, pathname } = new URL(url);
      const form = new URLSearchParams(options?.body);
      const assertion = form.get('client_assertion');
      if (assertion) mask(assertion);
      const request: HttpRequest = {
        method: 'POST',
        url: origin + pathname,
        headers: {
          ...options?.headers,
          accept: 'application/json',
          // MSAL puts the id into the address; Entra takes it as a header as well.
          'client-request-id': searchParams.get('client-request-id') ?? randomUUID(),
        },
        ...(options?.body === undefined ? {} : { body: options.body }),
        secrets: [...form.getAll('client_assertion'), ...form.getAll('client_secret')],
      };
      seen.response = await transport(request, timeout).catch((fault: unknown) => {
        seen.fault = fault;
        throw fault;
      });
      const { status, headers, body } = seen.response;
      // biome-ignore lint/suspicious/noExplicitAny: MSAL's own type parameter decides what the body is
      return { status, headers: Object.fromEntries(headers), body: (parseBody(body) ?? {}) as any };
    },
  };
  const application = new ConfidentialClientApplication({
    auth: authOptions(signIn),
    system: { networkClient, disableInternalRetries: true },
  });

  return {
    async acquire(attempt, milliseconds, skipCache) {
      timeout = milliseconds;
      seen.response = undefined;
      seen.fault = undefined;
      try {
        const result = await application.acquireTokenByClientCredential({
          scopes: [signIn.scope],
          skipCache,
          correlationId: randomUUID(),
          // MSAL_FORCE_REGION in the environment would send the assertion elsewhere.
          azureRegion: 'DisableMsalForceRegion',
        });
        if (result?.accessToken) return { done: result.accessToken };
        throw new TypeError('MSAL returned no token and no error.');
      } catch (error) {
        // MSAL wraps what the transport throws; without an answer it is an error of its own.
        if (!seen.response) throw seen.fault ?? error;
        return judgeTokenAnswer(seen.response, attempt);
      }
    },
  };
}

function authOptions({ authorityUrl, knownAuthorityUrl, tenantId, clientId, credential }: SignIn): NodeAuthOptions {
  const at = `${authorityUrl}/${tenantId}`;
  return {
    clientId,
    authority: `${knownAuthorityUrl}/${tenantId}`,
    // With its metadata given, MSAL asks nobody where the token endpoint is, and takes plain http on loopback.
    authorityMetadata: JSON.stringify({
      issuer: `${knownAuthorityUrl}/${tenantId}/v2.0`,
      authorization_endpoint: `${at}/oauth2/v2.0/authorize`,
      token_endpoint: `${at}/oauth2/v2.0/token`,
      jwks_uri: `${at}/discovery/v2.0/keys`,
    }),
    ...credentialOptions(credential),
  };
}

function credentialOptions(credential: Credential): Partial<NodeAuthOptions> {
  switch (credential.kind) {
    case 'certificate': {
      const { thumbprintSha256, privateKey } = credential.certificate;
      return { clientCertificate: { thumbprintSha256, privateKey } };
    }
    case 'secret':
      return { clientSecret: credential.secret };
    case 'federated':
      return { clientAssertion: () => credential.assertion() };
  }
}
