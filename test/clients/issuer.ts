import { createHash, createPrivateKey, createPublicKey, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, SignJWT } from 'jose';

/** Somebody else's OpenID provider, whose tokens an application may sign in with. */
export interface Issuer extends AsyncDisposable {
  origin: string;
  subject: string;
  audience: string;
  /** A token for {@link subject} that lives for ten minutes. */
  token(): Promise<string>;
  /** Where a job asks for its token, as at GitHub, and what it shows there. */
  request: { url: string; token: string };
}

/**
 * Publishes one key, under the id that roadtx gives it: the SHA-1 thumbprint of its certificate in padded base64url.
 *
 * @param pair PEM, and DER
 */
export async function startIssuer(pair: { keyPem: string; certificateDer: Buffer }): Promise<Issuer> {
  const key = createPrivateKey(pair.keyPem);
  const thumbprint = createHash('sha1').update(pair.certificateDer).digest('base64');
  const kid = thumbprint.replaceAll('+', '-').replaceAll('/', '_');
  const jwk = { ...(await exportJWK(createPublicKey(key))), kid, use: 'sig', alg: 'RS256' };
  const subject = 'repo:contoso/directory-audit:ref:refs/heads/main';
  const audience = 'api://AzureADTokenExchange';
  const request = { url: '', token: randomUUID() };
  const token = () =>
    new SignJWT({ iss: origin, sub: subject, aud: audience, jti: randomUUID() })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
      .setIssuedAt()
      .setExpirationTime('10m')
      .sign(key);
  const answers: Record<string, () => object | Promise<object>> = {
    '/.well-known/openid-configuration': () => ({ issuer: origin, jwks_uri: `${origin}/keys` }),
    '/keys': () => ({ keys: [jwk] }),
    '/token': async () => ({ count: 1, value: await token() }),
  };
  const server = createServer(async ({ url = '/', headers }, response) => {
    const { pathname } = new URL(url, origin);
    const answer = answers[pathname];
    const allowed = pathname !== '/token' || headers.authorization === `Bearer ${request.token}`;
    if (answer === undefined || !allowed) return response.writeHead(answer === undefined ? 404 : 401).end();
    return response.setHeader('content-type', 'application/json').end(JSON.stringify(await answer()));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  request.url = `${origin}/token?api-version=2`;
  return {
    origin,
    subject,
    audience,
    token,
    request,
    [Symbol.asyncDispose]: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
