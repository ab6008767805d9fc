import { createHash, X509Certificate } from 'node:crypto';
import { compactVerify, type ProtectedHeaderParameters } from 'jose';
import { type ClientAssertion, requireValidTimes } from './client-assertion.ts';
import { type EntraError, entraError } from './errors.ts';
import { loginHosts } from './login-hosts.ts';
import type { Application, KeyCredential, Tenant } from './tenant.ts';

/**
 * Verifies an assertion that the application signed with one of its registered certificates.
 * Source: https://learn.microsoft.com/entra/identity-platform/certificate-credentials
 *
 * @param ownOrigins the origins under which this emulator is reached
 * @throws EntraError 700021, 700023, 700024, 700027
 */
export async function verifyCertificateAssertion(
  assertion: ClientAssertion,
  application: Application,
  context: { tenant: Tenant; now: number; ownOrigins: readonly string[] },
): Promise<void> {
  const { header, payload } = assertion;
  if (payload.iss !== application.appId || payload.sub !== application.appId) {
    throw entraError(
      700021,
      `Client assertion application identifier doesn't match 'client_id' parameter. Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials .`,
    );
  }
  requireValidTimes(assertion, context.now);
  requireAudience(assertion, context);

  const thumbprint = thumbprintOf(header);
  const credential = application.keyCredentials.find((candidate) => hasThumbprint(candidate, header));
  if (credential === undefined) throw badKey('The key was not found', thumbprint, application);
  if (context.now > Date.parse(credential.endDateTime)) {
    throw badKey('The key used is expired', thumbprint, application, credential);
  }
  if (context.now < Date.parse(credential.startDateTime)) {
    throw badKey('The key used is not yet valid', thumbprint, application, credential);
  }
  try {
    await compactVerify(assertion.text, new X509Certificate(credential.certificate).publicKey);
  } catch {
    throw badKey(
      'The provided signature value did not match the expected signature value',
      thumbprint,
      application,
      credential,
    );
  }
}

/** What Entra says about an assertion whose key it does not accept. */
function badKey(reason: string, thumbprint: string, application: Application, found?: KeyCredential): EntraError {
  const key = found === undefined ? '' : ` Found key 'Start=${found.startDateTime}, End=${found.endDateTime}',`;
  return entraError(
    700027,
    `Client assertion failed signature validation. [Reason - ${reason}., Thumbprint of key used by client: '${thumbprint}',${key} Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured keys for app Id '${application.appId}'. Review the documentation at https://learn.microsoft.com/graph/deployments to determine the corresponding service endpoint and https://learn.microsoft.com/graph/api/application-get to build a query request URL, such as 'https://graph.microsoft.com/beta/applications/${application.appId}'].`,
  );
}

/** The thumbprint that the header names, in upper-case hex as Entra prints it. */
function thumbprintOf(header: ProtectedHeaderParameters): string {
  const named = header['x5t#S256'] ?? header.x5t;
  if (typeof named === 'string') return fromBase64(named);
  const kid = String(header.kid ?? '');
  return [kid, fromBase64(kid)].find(isSha1Hex)?.toUpperCase() ?? kid;
}

function hasThumbprint(credential: KeyCredential, header: ProtectedHeaderParameters): boolean {
  const sha1 = createHash('sha1').update(credential.certificate).digest('hex').toUpperCase();
  const sha256 = createHash('sha256').update(credential.certificate).digest('hex').toUpperCase();
  const named = thumbprintOf(header);
  return header['x5t#S256'] === undefined ? named === sha1 : named === sha256;
}

function requireAudience({ payload }: ClientAssertion, context: { tenant: Tenant; ownOrigins: readonly string[] }) {
  const audiences = new Set(Array.isArray(payload.aud) ? payload.aud : [payload.aud]);
  const loginOrigins = loginHosts.flatMap(({ aliases }) => aliases.map((host) => `https://${host}`));
  const accepted = [...loginOrigins, ...context.ownOrigins].flatMap((origin) =>
    [context.tenant.id, context.tenant.domain].flatMap((name) => [
      `${origin}/${name}/oauth2/v2.0/token`,
      `${origin}/${name}/oauth2/token`,
      `${origin}/${name}/v2.0`,
    ]),
  );
  if (accepted.some((audience) => audiences.has(audience))) return;
  throw entraError(
    700023,
    'Client assertion audience claim does not match Realm issuer. Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials .',
  );
}

/** Standard and URL-safe alphabets, padded or not. */
function fromBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('hex').toUpperCase();
}

function isSha1Hex(text: string): boolean {
  return /^[0-9a-f]{40}$/i.test(text);
}
