import { compactVerify, createLocalJWKSet, errors } from 'jose';
import { matchesClaims } from './claims-expression.ts';
import { type ClientAssertion, numericDate, requireValidTimes } from './client-assertion.ts';
import { type EntraError, entraError } from './errors.ts';
import type { IssuerKeys } from './issuer-keys.ts';
import type { Application, FederatedIdentityCredential } from './tenant.ts';

const advice =
  'Check your federated identity credential Subject, Audience and Issuer against the presented assertion. https://learn.microsoft.com/entra/workload-id/workload-identity-federation';

/** seconds */
const longestLifetime = 25 * 60 * 60;

/**
 * Verifies a token of another issuer against the application's federated identity credentials, compared
 * case-sensitively, and then against the issuer's published keys.
 * Source: https://learn.microsoft.com/entra/workload-id/workload-identity-federation
 *
 * @param now milliseconds since the epoch
 * @throws EntraError 70025, 700211, 700212, 700213, 7002138, 700024, 70023, 50166, 7000272
 */
export async function verifyFederatedAssertion(
  assertion: ClientAssertion,
  application: Application,
  context: { now: number; issuerKeys: IssuerKeys },
): Promise<void> {
  const issuer = String(assertion.payload.iss ?? '');
  requireMatch(assertion, issuer, application);
  requireValidTimes(assertion, context.now);
  requireShortLife(assertion);
  const keys = await context.issuerKeys.of(issuer).catch(() => {
    throw entraError(50166, 'Request to External OIDC endpoint failed.');
  });
  try {
    await compactVerify(assertion.text, createLocalJWKSet(keys));
  } catch (error) {
    throw badSignature(error, assertion, issuer);
  }
}

function requireMatch({ payload }: ClientAssertion, issuer: string, application: Application): void {
  const records = application.federatedIdentityCredentials;
  if (records.length === 0) {
    throw entraError(
      70025,
      `The client '${application.appId}'(${application.displayName}) has no configured federated identity credentials.`,
    );
  }
  const subject = String(payload.sub ?? '');
  const ofIssuer = records.filter((record) => record.issuer === issuer);
  if (ofIssuer.length === 0) throw noMatch(700211, 'issuer', issuer, records, 'issuer');
  const ofSubject = ofIssuer.filter(({ subject: registered, claimsMatchingExpression: expression }) =>
    expression ? matchesClaims(expression, payload) : registered === subject,
  );
  if (ofSubject.length === 0) throw noMatch(700213, 'subject', subject, ofIssuer, 'subject');
  const audiences = Array.isArray(payload.aud) ? payload.aud : [payload.aud ?? ''];
  if (!ofSubject.some((record) => record.audiences.some((audience) => audiences.includes(audience)))) {
    throw noMatch(700212, 'audience', audiences.join(', '));
  }
}

/**
 * Unlike one's own assertion, that of another issuer may live for a day and an hour at most.
 * Source: https://github.com/MicrosoftDocs/azure-docs/issues/86916
 */
function requireShortLife({ payload }: ClientAssertion): void {
  const start = numericDate(payload.iat) ?? numericDate(payload.nbf);
  const end = numericDate(payload.exp);
  if (start === undefined || end === undefined || end - start <= longestLifetime) return;
  throw entraError(
    70023,
    `External OIDC Provider token must have a lifetime of less than or equal to 1.01:00:00. Token issued at ${start}. Token expires on ${end}.`,
  );
}

/** Entra has a number of its own for values that differ in nothing but case. */
function noMatch(
  number: 700211 | 700212 | 700213,
  what: string,
  presented: string,
  records: readonly FederatedIdentityCredential[] = [],
  property: 'issuer' | 'subject' = 'subject',
): EntraError {
  const message = `No matching federated identity record found for presented assertion ${what} '${presented}'.`;
  return records.some((record) => record[property]?.toLowerCase() === presented.toLowerCase())
    ? entraError(
        7002138,
        `${message} The ${what} matches with case-insensitive comparison, but not with case-sensitive comparison. ${advice}`,
      )
    : entraError(number, `${message} ${advice}`);
}

/** The wording for an unpublished key is Entra's own; for a forged signature it is the nearest known. */
function badSignature(error: unknown, assertion: ClientAssertion, issuer: string): EntraError {
  const key = assertion.header.kid ?? assertion.header.x5t ?? '';
  return error instanceof errors.JWKSNoMatchingKey
    ? entraError(
        7000272,
        `The certificate with identifier ${key} used to sign the federated credential could not be found in the metadata of identity provider ${issuer}. Please validate that your Identity Provider's metadata exposes the key used to sign the incoming token.`,
      )
    : entraError(
        7000272,
        `The signature of the federated credential could not be validated with the certificate with identifier ${key} in the metadata of identity provider ${issuer}.`,
      );
}
