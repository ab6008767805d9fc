import type { KeyObject } from 'node:crypto';
import { Failure } from '../base/failure.ts';
import type { CertificatePart, CredentialParts } from './formats/credential-parts.ts';
import { thumbprintOf } from './thumbprint.ts';

/** A key and the certificate that was made from it. */
export interface KeyPair extends CertificatePart {
  key: KeyObject;
}

/** Microsoft's documents ask for it: https://learn.microsoft.com/entra/identity-platform/certificate-credentials */
const fewestBits = 2048;

/**
 * Takes the pair that signs in now. Of several, as there are while certificates are being replaced, that which lasts
 * longest.
 *
 * @param now milliseconds since the epoch
 * @throws Failure `certificate-*`: of all that are there, when none can sign in
 */
export function choosePair({ keys, certificates, failures }: CredentialParts, input: string, now: number): KeyPair {
  const pairs = keys.flatMap((key) =>
    certificates.filter(({ certificate }) => belongs(certificate, key)).map((part) => ({ ...part, key })),
  );
  const able = pairs.filter(({ key }) => whyRefused(key, input) === undefined);
  const [best] = able
    .filter(({ certificate }) => certificate.validFromDate.getTime() <= now && now <= lastMoment(certificate))
    .toSorted((a, b) => lastMoment(b.certificate) - lastMoment(a.certificate));
  if (best) return best;
  // What could not be read may have been the one.
  const [failure] = failures;
  if (failure) throw failure;
  if (keys.length === 0) throw new Failure('certificate-key-missing', { input });
  const refused = (pairs.length > 0 ? pairs.map(({ key }) => key) : keys).map((key) => whyRefused(key, input));
  if (able.length === 0 && refused.every((why) => why !== undefined)) throw refused[0];
  if (certificates.length === 0) throw new Failure('certificate-missing', { input });
  if (able.length === 0) throw mismatch(certificates, input);
  throw outOfDate(able, input, now);
}

function belongs(certificate: CertificatePart['certificate'], key: KeyObject): boolean {
  try {
    return certificate.checkPrivateKey(key);
  } catch {
    // A public key of a kind that OpenSSL does not know.
    return false;
  }
}

/** Why Entra takes no signature of this key. */
function whyRefused({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject, input: string): Failure | undefined {
  if (asymmetricKeyType !== 'rsa') return new Failure('certificate-not-rsa', { input, keyType: asymmetricKeyType });
  const bits = asymmetricKeyDetails?.modulusLength ?? 0;
  return bits < fewestBits ? new Failure('certificate-key-short', { input, bits }) : undefined;
}

function mismatch(certificates: readonly CertificatePart[], input: string): Failure {
  return new Failure('certificate-mismatch', {
    input,
    thumbprint: certificates.map((part) => thumbprintOf(part)).join(', '),
  });
}

function outOfDate(pairs: readonly KeyPair[], input: string, now: number): Failure {
  // The same key, or certificate, may stand there twice.
  const distinct = new Map(pairs.map((pair) => [thumbprintOf(pair), periodOf(pair)]));
  const facts = [...distinct].map(([thumbprint, period]) => ({ thumbprint, ...period }));
  const [only] = facts;
  if (only && facts.length === 1) {
    const code = now < Date.parse(only.notBefore) ? 'certificate-not-yet-valid' : 'certificate-expired';
    return new Failure(code, { input, ...only, now: new Date(now).toISOString() });
  }
  const list = facts.map(({ thumbprint, notBefore, notAfter }) => `\n- ${thumbprint}: ${notBefore} to ${notAfter}`);
  return new Failure('certificate-none-valid', {
    input,
    number: facts.length,
    list: list.join(''),
    now: new Date(now).toISOString(),
  });
}

function periodOf({ certificate }: CertificatePart): { notBefore: string; notAfter: string } {
  return { notBefore: certificate.validFromDate.toISOString(), notAfter: certificate.validToDate.toISOString() };
}

function lastMoment({ validToDate }: CertificatePart['certificate']): number {
  return validToDate.getTime();
}
