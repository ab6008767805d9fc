import { createHash, X509Certificate } from 'node:crypto';

/** What a certificate says of itself. */
export interface CertificateFacts {
  /** SHA-1 in upper-case hex, as the portal and the Action's log show it. */
  thumbprint: string;
  /** From when on it is valid, in milliseconds since the epoch. */
  start: number;
  /** Until when it is valid, in milliseconds since the epoch. */
  end: number;
  /** For how many days it was made. */
  days: number;
}

const day = 24 * 60 * 60 * 1000;

/** @param pem a certificate */
export function certificateFacts(pem: string): CertificateFacts {
  const certificate = new X509Certificate(pem);
  const start = Date.parse(certificate.validFrom);
  const end = Date.parse(certificate.validTo);
  return {
    thumbprint: createHash('sha1').update(certificate.raw).digest('hex').toUpperCase(),
    start,
    end,
    days: Math.round((end - start) / day),
  };
}

/** The day of an instant, YYYY-MM-DD. */
export function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
