import type { ProblemRow } from './problem-row.ts';

/** What keeps the Action from reaching a host at all. */
export const networkProblems: Readonly<Record<string, ProblemRow>> = {
  'unexpected-redirect': {
    what: '{host} answered with a redirection (HTTP {status}). It was not followed: the request carries a credential.',
    cause: 'authority-url or graph-url is not the real address of the service, or a proxy wants you to log in.',
    next: 'Use the final address, and check the proxy of this runner.',
  },
  'host-unknown': {
    what: 'The name {host} cannot be found in DNS.',
    cause: 'A typing error in authority-url, graph-url or HTTPS_PROXY, or this runner has no DNS for the outside.',
    next: 'Check the address; behind a proxy set HTTPS_PROXY for the runner.',
  },
  'tls-refused': {
    what: 'The TLS certificate of {host} is not trusted ({reason}).',
    cause: 'A proxy that inspects traffic, or a private certification authority.',
    next: 'Give Node the authority: NODE_EXTRA_CA_CERTS=/path/to/ca.pem in the env: of the step.',
  },
  'tls-missing': {
    what: 'No TLS connection to {host} comes about ({reason}).',
    cause: 'authority-url or graph-url is an https address where something else than TLS is spoken.',
    next: 'Check scheme and port of the address.',
  },
  'proxy-refused': {
    what: 'The proxy of this runner does not let the audit through to {host} (HTTP {status}).',
    cause: 'It wants another name and password (407), or does not allow that host (403).',
    next: 'Check HTTPS_PROXY, and ask whoever runs the proxy for the way to {host}; NO_PROXY names hosts that need none.',
  },
};
