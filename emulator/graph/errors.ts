import { randomUUID } from 'node:crypto';

/** An error that Graph answers with; the server turns it into the documented JSON body. */
export class GraphError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  /**
   * @param status HTTP status
   * @param code Graph's error code, such as `Authorization_RequestDenied`
   * @param message Graph's own wording
   * @param headers further response headers, such as `Retry-After`
   */
  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/**
 * The body of a Graph error.
 * Source: https://learn.microsoft.com/graph/errors#json-representation
 *
 * @param now milliseconds since the epoch
 * @param requestId the response's `request-id`
 * @param clientRequestId what the client sent in `client-request-id`, else the request id again
 */
export function graphErrorBody(
  error: Pick<GraphError, 'code' | 'message'>,
  now: number,
  requestId: string = randomUUID(),
  clientRequestId: string = requestId,
): object {
  return {
    error: {
      code: error.code,
      message: error.message,
      innerError: {
        date: new Date(now).toISOString().slice(0, 19),
        'request-id': requestId,
        'client-request-id': clientRequestId,
      },
    },
  };
}
