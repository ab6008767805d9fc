import { decodeJwt, decodeProtectedHeader, type JWTPayload, type ProtectedHeaderParameters } from 'jose';
import { entraError } from './errors.ts';

/** A client assertion, read but not yet verified. */
export interface ClientAssertion {
  /** The assertion as it was sent. */
  text: string;
  header: ProtectedHeaderParameters;
  payload: JWTPayload;
}

/** Entra's allowance for clocks that differ, in seconds. */
const leeway = 5 * 60;
const algorithms = new Set(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512']);

/** @throws EntraError 50027 when it is no JWT, 5002738 when its algorithm is none of RSA's */
export function readClientAssertion(text: string): ClientAssertion {
  let assertion: ClientAssertion;
  try {
    assertion = { text, header: decodeProtectedHeader(text), payload: decodeJwt(text) };
  } catch {
    throw entraError(50027, 'JWT token is invalid or malformed.');
  }
  const algorithm = assertion.header.alg ?? 'none';
  if (!algorithms.has(algorithm)) {
    throw entraError(
      5002738,
      `Invalid JWT token. '${algorithm}' is not a supported signature algorithm. Supported signing algorithms are: '${[...algorithms].join(', ')}'`,
    );
  }
  return assertion;
}

/**
 * Checks the times of an assertion with five minutes of leeway. How far away its end is does not matter.
 * Source: https://learn.microsoft.com/entra/identity-platform/certificate-credentials#claims-payload
 *
 * @param now milliseconds since the epoch
 * @throws EntraError 700024 when it has no end, ended, or has not begun
 */
export function requireValidTimes({ payload }: ClientAssertion, now: number): void {
  const seconds = now / 1000;
  const end = numericDate(payload.exp);
  const from = numericDate(payload.nbf) ?? numericDate(payload.iat) ?? seconds;
  if (end !== undefined && end > seconds - leeway && from < seconds + leeway) return;
  throw entraError(
    700024,
    `Client assertion is not within its valid time range. Current time: ${instant(seconds)}, assertion valid from ${instant(from)}, expiry time of assertion ${end === undefined ? '(none)' : instant(end)}. Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials .`,
  );
}

/**
 * A time of an assertion. JSON strings of digits pass at Entra, too: roadlib has signed in with them for years.
 *
 * @returns seconds since the epoch
 */
export function numericDate(claim: unknown): number | undefined {
  if (typeof claim === 'number') return claim;
  return typeof claim === 'string' && /^\d+(\.\d+)?$/.test(claim) ? Number(claim) : undefined;
}

/** @param seconds since the epoch; a client may send any number */
function instant(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString();
}
