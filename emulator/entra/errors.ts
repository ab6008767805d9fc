/** An error of the token endpoint: its AADSTS number, the OAuth error and the status that go with it. */
export class EntraError extends Error {
  readonly number: number;
  readonly status: number;
  readonly oauthError: string;

  constructor(number: number, status: number, oauthError: string, message: string) {
    super(message);
    this.number = number;
    this.status = status;
    this.oauthError = oauthError;
  }
}

/**
 * Status and OAuth error of each number the emulator answers with.
 * Source of the numbers: https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
const errorKinds = {
  50027: [400, 'invalid_request'],
  50049: [400, 'invalid_instance'],
  50059: [400, 'invalid_request'],
  50166: [400, 'invalid_request'],
  70003: [400, 'unsupported_grant_type'],
  70011: [400, 'invalid_scope'],
  70023: [400, 'invalid_request'],
  70025: [401, 'invalid_client'],
  90002: [400, 'invalid_request'],
  500011: [400, 'invalid_resource'],
  700016: [400, 'unauthorized_client'],
  700021: [401, 'invalid_client'],
  700023: [401, 'invalid_client'],
  700024: [401, 'invalid_client'],
  700025: [401, 'invalid_client'],
  700027: [401, 'invalid_client'],
  700211: [401, 'invalid_client'],
  700212: [401, 'invalid_client'],
  700213: [401, 'invalid_client'],
  900023: [400, 'invalid_request'],
  900144: [400, 'invalid_request'],
  900561: [400, 'invalid_request'],
  1002012: [400, 'invalid_scope'],
  5002738: [400, 'invalid_request'],
  7000112: [400, 'unauthorized_client'],
  7000215: [401, 'invalid_client'],
  7000218: [401, 'invalid_client'],
  7000222: [401, 'invalid_client'],
  7000229: [401, 'invalid_client'],
  7000272: [401, 'invalid_client'],
  7002138: [401, 'invalid_client'],
  9000411: [400, 'invalid_request'],
  9010010: [400, 'invalid_request'],
} as const satisfies Record<number, readonly [number, string]>;

/** @param message Entra's own wording, without the number and the ids, which {@link entraErrorBody} adds */
export function entraError(number: keyof typeof errorKinds, message: string): EntraError {
  const [status, oauthError] = errorKinds[number];
  return new EntraError(number, status, oauthError, message);
}

/**
 * The body of an error of the token endpoint.
 * Source: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow#error-response
 *
 * @param now milliseconds since the epoch
 */
export function entraErrorBody(error: EntraError, now: number, traceId: string, correlationId: string): object {
  const timestamp = entraTimestamp(now);
  return {
    error: error.oauthError,
    error_description: `AADSTS${error.number}: ${error.message} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [error.number],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${error.number}`,
  };
}

function entraTimestamp(now: number): string {
  return `${new Date(now).toISOString().slice(0, 19).replace('T', ' ')}Z`;
}
