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

/** Whom a request was sent to, as an error says it. */
export interface Asked {
  /** `host:port`, or the host alone. */
  host: string;
  /** The address of the proxy in between, without its login; undefined without one. */
  proxy?: string | undefined;
  /** Whether the host has answered before: what comes of its address or of our settings came at once. */
  isKnown: boolean;
}

/**
 * What an error of node:http means.
 *
 * @returns a NetworkFault when trying again may help; otherwise Failure `tls-refused`, `tls-missing` or `proxy-refused`
 */
export function networkFailure(error: unknown, { host, proxy, isKnown }: Asked): Failure | NetworkFault {
  const code = systemCode(error);
  // Both handshakes fail alike.
  const speaker = proxy?.startsWith('https:') ? `${host} or its proxy ${proxy}` : host;
  if (/CERT|SELF_SIGNED|UNABLE_TO|ALTNAME|ERR_TLS/.test(code)) {
    return new Failure('tls-refused', { host: speaker, reason: code }, error);
  }
  if (code === 'EPROTO' && !isKnown) return new Failure('tls-missing', { host: speaker, reason: code }, error);
  const { statusCode: status = 0, hostname = host } = error as { statusCode?: number; hostname?: string };
  if (code === 'ERR_PROXY_TUNNEL' && (status === 403 || status === 407)) {
    return new Failure('proxy-refused', { host, status }, error);
  }
  if (code !== 'ENOTFOUND') return new NetworkFault(code, wayTo({ host, proxy }), error);
  // It may be the name of the proxy.
  return isKnown
    ? new NetworkFault('EAI_AGAIN', wayTo({ host, proxy }), error)
    : new NetworkFault(code, hostname, error);
}

/** A proxy that is down, or leads nowhere, must not look like a host that is. */
export function wayTo({ host, proxy }: Pick<Asked, 'host' | 'proxy'>): string {
  return proxy === undefined ? host : `${host} through the proxy ${proxy}`;
}

/** Several addresses make an AggregateError of the system's errors. */
function systemCode(error: unknown): string {
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown[] };
  if (typeof code === 'string' && cause === undefined) return code;
  if (cause !== undefined) return systemCode(cause);
  if (errors?.[0] !== undefined) return systemCode(errors[0]);
  return typeof code === 'string' ? code : 'UNKNOWN';
}
