import { BerError, children, type Element, numberOf, oidOf, readElement, tags } from './ber.ts';

/** What a structure of keys and certificates is. */
export type DerKind =
  | 'certificate'
  /** PKCS#8 */
  | 'private-key'
  /** PKCS#8, encrypted */
  | 'encrypted-key'
  /** PKCS#1 */
  | 'rsa-key'
  /** SEC 1 */
  | 'ec-key'
  /** OpenSSL's own form of DSA keys */
  | 'dsa-key'
  | 'pfx'
  /** PKCS#7, also .p7b */
  | 'signed-data'
  /** PKCS#7 that is encrypted: S/MIME */
  | 'encrypted-message'
  | 'certificate-request'
  | 'public-key'
  | 'revocation-list'
  | 'unknown';

/**
 * Tells by its shape what DER holds: file names and PEM labels are often wrong.
 *
 * @throws BerError when it is no BER at all, or its end is missing
 */
export function derKind(bytes: Buffer): DerKind {
  const outer = readElement(bytes);
  if (outer.tag !== tags.sequence) return 'unknown';
  const parts = children(outer);
  const [first, second, third] = parts;
  switch (first?.tag) {
    case tags.integer:
      return kindWithVersion(first, parts);
    case tags.oid:
      return messages.get(oidOf(first)) ?? 'unknown';
    case tags.sequence:
      if (second?.tag === tags.bits && parts.length === 2) return 'public-key';
      if ((second?.tag ?? 0) % 0x20 === tags.octets && parts.length === 2) return 'encrypted-key';
      return third?.tag === tags.bits ? kindOfSigned(first) : 'unknown';
    default:
      return 'unknown';
  }
}

/** RFC 5652, 5.1, 6.1 and 8; RFC 5083, 2.1 */
const messages: ReadonlyMap<string, DerKind> = new Map([
  ['1.2.840.113549.1.7.2', 'signed-data'],
  ['1.2.840.113549.1.7.3', 'encrypted-message'],
  ['1.2.840.113549.1.7.6', 'encrypted-message'],
  ['1.2.840.113549.1.9.16.1.23', 'encrypted-message'],
]);

/** RFC 8017, A.1: two numbers are an RSA public key, nine or, with more than two primes, ten a private one. */
const integerKinds: ReadonlyMap<number, DerKind> = new Map([
  [2, 'public-key'],
  [6, 'dsa-key'],
  [9, 'rsa-key'],
  [10, 'rsa-key'],
]);

function kindWithVersion(version: Element, parts: Element[]): DerKind {
  const second = parts[1]?.tag;
  if (second === tags.integer) return integerKinds.get(parts.length) ?? 'unknown';
  if (second === tags.octets) return 'ec-key';
  if (second !== tags.sequence) return 'unknown';
  // RFC 7292, 4: a PFX is version 3; RFC 5958, 2: a private key 0 or 1.
  return numberOf(version) === 3 ? 'pfx' : 'private-key';
}

/** What was signed: RFC 5280, 4.1 and 5.1; RFC 2986, 4.1. */
function kindOfSigned(signed: Element): DerKind {
  const parts = childrenOrNone(signed);
  if (parts.some(({ tag }) => tag === tags.utcTime || tag === tags.generalizedTime)) return 'revocation-list';
  if (parts[0]?.tag === 0xa0 || parts.length >= 6) return 'certificate';
  return parts[0]?.tag === tags.integer ? 'certificate-request' : 'unknown';
}

function childrenOrNone(element: Element): Element[] {
  try {
    return children(element);
  } catch (error) {
    if (error instanceof BerError) return [];
    throw error;
  }
}
