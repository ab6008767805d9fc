import { constants, randomUUID, sign } from 'node:crypto';
import type { Certificate } from './certificate.ts';

/** Seconds. */
const lifetime = 600;

/**
 * Makes the assertion by which an application shows that it has the key of its certificate: a JSON Web Token, signed with
 * RSA-PSS, which Entra asks for rather than PKCS#1 v1.5.
 * Source: https://learn.microsoft.com/entra/identity-platform/certificate-credentials
 *
 * @param options.audience the token endpoint
 * @param options.now milliseconds since the epoch
 */
export function createAssertion(
  { privateKey, thumbprintSha256 }: Pick<Certificate, 'privateKey' | 'thumbprintSha256'>,
  { clientId, audience, now }: { clientId: string; audience: string; now: number },
): string {
  const seconds = Math.floor(now / 1000);
  const header = { alg: 'PS256', typ: 'JWT', 'x5t#S256': Buffer.from(thumbprintSha256, 'hex').toString('base64url') };
  const claims = {
    ...{ aud: audience, iss: clientId, sub: clientId, jti: randomUUID() },
    ...{ nbf: seconds, iat: seconds, exp: seconds + lifetime },
  };
  const [head, body] = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const signed = `${head}.${body}`;
  const signature = sign('sha256', Buffer.from(signed), {
    key: privateKey,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  });
  return `${signed}.${signature.toString('base64url')}`;
}
