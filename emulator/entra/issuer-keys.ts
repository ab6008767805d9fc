import type { JSONWebKeySet } from 'jose';

export type Fetch = typeof globalThis.fetch;

/** Finds the signing keys of a trusted issuer. */
export interface IssuerKeys {
  /** @throws Error when the issuer cannot be reached, is not the one it says it is, or publishes no keys */
  of(issuer: string): Promise<JSONWebKeySet>;
}

const timeoutMs = 10_000;

/**
 * Keys by OpenID discovery, asked for at every sign-in so that a rotated key is seen at once. Plain http is allowed on
 * loopback alone; Entra itself demands https.
 * Source: https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig
 */
export function createIssuerKeys(fetch: Fetch): IssuerKeys {
  const getJson = async (url: string) => {
    requireSafe(url);
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    return (await response.json()) as Record<string, unknown>;
  };
  return {
    async of(issuer) {
      const metadata = await getJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
      if (metadata.issuer !== issuer) throw new Error(`${issuer} describes itself as ${metadata.issuer}`);
      const keys = await getJson(String(metadata.jwks_uri));
      if (!Array.isArray(keys.keys)) throw new Error(`${metadata.jwks_uri} has no keys`);
      return keys as unknown as JSONWebKeySet;
    },
  };
}

function requireSafe(url: string): void {
  const { protocol, hostname } = new URL(url);
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname) || hostname.endsWith('.localhost');
  if (protocol !== 'https:' && !(protocol === 'http:' && loopback)) throw new Error(`${url} is not https`);
}
