import { X509Certificate } from 'node:crypto';
import type { Identifiers } from '../../directory/identifiers.ts';
import { graphDateTime, type JsonObject, type KeyCredential } from '../../entra/tenant.ts';
import { badRequest } from '../refusals.ts';

/**
 * Reads the `keyCredentials` of a PATCH, which replace the list. An entry is matched with what is stored by `keyId`:
 * its `key` is null in every plain GET, and a null that comes back erases nothing.
 * Source: https://learn.microsoft.com/graph/api/resources/keycredential
 *
 * @throws GraphError 400 for what is no certificate, outlives its certificate, or changes a stored key
 */
export function mergeKeyCredentials(
  given: unknown,
  stored: readonly KeyCredential[],
  identifiers: Identifiers,
): KeyCredential[] {
  if (!Array.isArray(given)) {
    throw badRequest("Invalid value specified for property 'keyCredentials' of resource 'Application'.");
  }
  return given.map((entry: JsonObject) => {
    const known = stored.find((candidate) => candidate.keyId === String(entry.keyId ?? '').toLowerCase());
    return known === undefined ? createCredential(entry, identifiers) : keepCredential(entry, known);
  });
}

/** @param withKey whether `key` is shown: only a GET of one object that selects `keyCredentials` shows it */
export function presentKeyCredential({ certificate, ...credential }: KeyCredential, withKey: boolean): JsonObject {
  return { ...credential, key: withKey ? certificate.toString('base64') : null };
}

function createCredential(entry: JsonObject, identifiers: Identifiers): KeyCredential {
  if (entry.type !== 'AsymmetricX509Cert') {
    throw badRequest(
      'The value for the property "type" in one of your credentials is invalid. Acceptable values are AsymmetricX509Cert, X509CertAndPassword.',
    );
  }
  if (entry.usage !== 'Verify') {
    throw badRequest(
      'The value for the property "usage" in one of your credentials is invalid. Acceptable values are Sign, Verify.',
    );
  }
  const certificate = readCertificate(entry.key);
  const first = new Date(certificate.validFrom).getTime();
  const last = new Date(certificate.validTo).getTime();
  return {
    keyId: String(entry.keyId ?? identifiers.guid()).toLowerCase(),
    displayName: typeof entry.displayName === 'string' ? entry.displayName : commonName(certificate),
    customKeyIdentifier:
      typeof entry.customKeyIdentifier === 'string'
        ? entry.customKeyIdentifier
        : certificate.fingerprint.replaceAll(':', ''),
    startDateTime: graphDateTime(
      readDate(entry.startDateTime, first, 'KeyCredentialsInvalidStartDate', (at) => at >= first),
    ),
    endDateTime: graphDateTime(readDate(entry.endDateTime, last, 'KeyCredentialsInvalidEndDate', (at) => at <= last)),
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
    certificate: certificate.raw,
  };
}

function keepCredential(entry: JsonObject, known: KeyCredential): KeyCredential {
  const changed =
    (entry.key !== undefined && entry.key !== null && !readCertificate(entry.key).raw.equals(known.certificate)) ||
    differs(entry.startDateTime, known.startDateTime) ||
    differs(entry.endDateTime, known.endDateTime);
  if (changed) throw badRequest(`Update to existing credential with KeyId '${known.keyId}' is not allowed.`);
  return typeof entry.displayName === 'string' ? { ...known, displayName: entry.displayName } : known;
}

/** Fractions of a second are not stored, so they do not count as a change. */
function differs(given: unknown, stored: string): boolean {
  if (given === undefined || given === null) return false;
  return Math.floor(Date.parse(String(given)) / 1000) !== Math.floor(Date.parse(stored) / 1000);
}

/** Base64 of DER, or base64 of PEM, which deployment tools send. */
function readCertificate(key: unknown): X509Certificate {
  try {
    return new X509Certificate(Buffer.from(String(key), 'base64'));
  } catch {
    throw badRequest('Key value is invalid certificate');
  }
}

function readDate(given: unknown, fallback: number, code: string, allowed: (at: number) => boolean): number {
  if (given === undefined || given === null) return fallback;
  const at = Date.parse(String(given));
  const second = 1000;
  if (Number.isFinite(at) && allowed(Math.floor(at / second) * second)) return at;
  const which = code === 'KeyCredentialsInvalidEndDate' ? 'end' : 'start';
  throw badRequest(`Key credential ${which} date is invalid.`, code);
}

function commonName(certificate: X509Certificate): string {
  return /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? certificate.subject.replaceAll('\n', ', ');
}
