import { Failure } from '../base/failure.ts';

/** No whole answer: a connection refused, dropped or cut, or silence for too long. */
export class NetworkFault extends Error {
  /** The system's code (`ECONNRESET`, `ENOTFOUND`, ...), or `TIMEOUT`. */
  readonly code: string;

  constructor(code: string, host: string, cause?: unknown) {
    super(`${host}: ${code}`, { cause });
    this.code = code;
  }
}

/**
 * What an error of node:http means.
 *
 * @param isKnown whether the host has answered before: what comes of its address or of our settings came at once
 * @returns a NetworkFault when trying again may help; otherwise Failure `tls-refused`, `tls-missing` or `proxy-refused`
 */
export function networkFailure(error: unknown, host: string, isKnown: boolean): Failure | NetworkFault {
  const code = systemCode(error);
  if (/CERT|SELF_SIGNED|UNABLE_TO|ALTNAME|ERR_TLS/.test(code)) {
    return new Failure('tls-refused', { host, reason: code }, error);
  }
  if (code === 'EPROTO' && !isKnown) return new Failure('tls-missing', { host, reason: code }, error);
  const { statusCode: status = 0, hostname = host } = error as { statusCode?: number; hostname?: string };
  if (code === 'ERR_PROXY_TUNNEL' && (status === 403 || status === 407)) {
    return new Failure('proxy-refused', { host, status }, error);
  }
  if (code !== 'ENOTFOUND') return new NetworkFault(code, host, error);
  // It may be the name of the proxy.
  return isKnown ? new NetworkFault('EAI_AGAIN', host, error) : new NetworkFault(code, hostname, error);
}

/** Several addresses make an AggregateError of the system's errors. */
function systemCode(error: unknown): string {
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown[] };
  if (typeof code === 'string' && cause === undefined) return code;
  if (cause !== undefined) return systemCode(cause);
  if (errors?.[0] !== undefined) return systemCode(errors[0]);
  return typeof code === 'string' ? code : 'UNKNOWN';
}
