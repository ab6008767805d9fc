import { createHash, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { exportJWK, type JWK, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../directory/clock.ts';
import type { Identifiers } from '../directory/identifiers.ts';
import type { ServicePrincipal, Tenant } from './tenant.ts';

/** More tokens than that are not remembered. */
const mostSigned = 100;

/** How an application proved itself: claim `appidacr`, "1" for a secret and "2" for a certificate or an assertion. */
export type AuthenticationMethod = 'secret' | 'assertion';

export interface AccessTokens {
  /** The public signing keys, as a JWK set. */
  keys(): Promise<{ keys: JWK[] }>;
  /**
   * @param grant.lifetime seconds
   * @param grant.roles left out of the token when empty, as Entra does
   */
  issue(grant: {
    principal: ServicePrincipal;
    audience: string;
    method: AuthenticationMethod;
    roles: readonly string[];
    lifetime: number;
  }): Promise<string>;
  /**
   * Checks signature, issuer and times by the emulator's clock, not the audience.
   * @throws jose's errors
   */
  verify(token: string): Promise<JWTPayload>;
}

/**
 * Issues and checks the tenant's access tokens. The key is made in the background: the first token waits for it, the
 * start of the emulator does not. As in Entra, where all tenants' tokens are signed with the same keys, the emulators of
 * a process share it; a token of one is none of another's by its issuer.
 *
 * Source of the claims: https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
export function createAccessTokens(context: { tenant: Tenant; clock: Clock; identifiers: Identifiers }): AccessTokens {
  const { tenant, clock, identifiers } = context;
  const issuer = `https://sts.windows.net/${tenant.id}/`;
  sharedKey ??= makeSigningKey();
  const signingKey = sharedKey;
  signingKey.catch(() => undefined);
  /** Tokens whose signature was good. It stays good; checking it is a large part of what a page costs. */
  const signed = new Map<string, JWTPayload>();
  const isNow = ({ nbf = 0, exp = 0 }: JWTPayload) => {
    const seconds = Math.floor(clock.now() / 1000);
    return nbf <= seconds && seconds < exp;
  };
  return {
    async keys() {
      const { keyId, publicKey } = await signingKey;
      const { kty, n, e } = await exportJWK(publicKey);
      return { keys: [{ kty, use: 'sig', kid: keyId, x5t: keyId, n, e, issuer: `${issuer}v2.0` } as JWK] };
    },
    async issue({ principal, audience, method, roles, lifetime }) {
      const { keyId, privateKey } = await signingKey;
      const now = Math.floor(clock.now() / 1000);
      return new SignJWT({
        aud: audience,
        iss: issuer,
        iat: now,
        nbf: now,
        exp: now + lifetime,
        aio: identifiers.text(32),
        app_displayname: principal.displayName,
        appid: principal.appId,
        appidacr: method === 'secret' ? '1' : '2',
        idp: issuer,
        idtyp: 'app',
        oid: principal.id,
        ...(roles.length > 0 ? { roles } : {}),
        sub: principal.id,
        tid: tenant.id,
        uti: identifiers.text(22),
        ver: '1.0',
      })
        .setProtectedHeader({ typ: 'JWT', alg: 'RS256', x5t: keyId, kid: keyId })
        .sign(privateKey);
    },
    async verify(token) {
      const known = signed.get(token);
      if (known && isNow(known)) return known;
      const { publicKey } = await signingKey;
      const { payload } = await jwtVerify(token, publicKey, {
        issuer,
        algorithms: ['RS256'],
        currentDate: new Date(clock.now()),
        requiredClaims: ['exp', 'appid', 'oid'],
      });
      if (signed.size >= mostSigned) signed.clear();
      signed.set(token, payload);
      return payload;
    },
  };
}

interface SigningKey {
  keyId: string;
  publicKey: KeyObject;
  privateKey: KeyObject;
}

let sharedKey: Promise<SigningKey> | undefined;

async function makeSigningKey(): Promise<SigningKey> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return { keyId: createHash('sha1').update(der).digest('base64url'), publicKey, privateKey };
}
