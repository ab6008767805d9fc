import { choosePair } from './choose-pair.ts';
import { readParts } from './formats/credential-parts.ts';
import { thumbprintOf } from './thumbprint.ts';

/** A certificate credential that has been checked as far as that is possible without asking Entra. */
export interface Certificate {
  /** PKCS#8 PEM, decrypted: what MSAL signs with. */
  privateKey: string;
  /** Bare upper-case hex: with colons MSAL would silently send a wrong header. */
  thumbprintSha256: string;
  /** SHA-1, upper-case hex: what the Entra portal and AADSTS700027 show. */
  thumbprint: string;
  /** On one line; "no subject" for a certificate that names nobody. */
  subject: string;
  notBefore: Date;
  notAfter: Date;
}

/** What a certificate is read from. */
export interface CertificateSource {
  /** Whatever keys and certificates are stored in: PEM, PFX, text that spells one of them; or a file's bytes. */
  content: string | Buffer;
  /** Passphrase of an encrypted key or of a PFX. */
  password?: string | undefined;
  /** The input it came from, for the error. */
  input: string;
}

/**
 * Reads and checks a certificate with its private key.
 *
 * @param now milliseconds since the epoch, for the validity period
 * @throws Failure `certificate-*`: which one tells what to change
 */
export async function readCertificate(source: CertificateSource, now: number): Promise<Certificate> {
  const { content, password = '', input } = source;
  const pair = choosePair(await readParts(content, password, input), input, now);
  const { key, certificate } = pair;
  return {
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    thumbprintSha256: thumbprintOf(pair, 'sha256'),
    thumbprint: thumbprintOf(pair),
    // Without a subject it is undefined, whatever its type says.
    subject: (certificate.subject || 'no subject').replaceAll('\n', ', '),
    notBefore: certificate.validFromDate,
    notAfter: certificate.validToDate,
  };
}
