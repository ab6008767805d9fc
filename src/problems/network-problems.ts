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
    what: 'No TLS connection to {host} could be made ({reason}).',
    cause: 'authority-url, graph-url or the address of the proxy is https where something else than TLS is spoken.',
    next: 'Check scheme and port of the address.',
  },
  'tls-unchecked': {
    what: 'NODE_TLS_REJECT_UNAUTHORIZED is 0: Node would take any certificate, and hand the credential and the list to whoever is on the way. Nothing was sent.',
    cause:
      'Somebody has set it for this runner, the job or the step, often to get through a proxy that inspects traffic.',
    next: 'Remove it. Where such a proxy or an authority of your own is on the way, name its certificate: NODE_EXTRA_CA_CERTS=/path/to/ca.pem in the env: of the step.',
  },
  'proxy-unusable': {
    what: 'A proxy of this runner cannot be used: {problems}. Nothing was sent.',
    cause:
      'A typing error, a character in its login that means something in an address, or a proxy that is not for HTTP.',
    next: 'Write it as http://host:port or http://name:password@host:port, and in name and password %25 for %, %2F for /, %3F for ?, %23 for #, %40 for @ and %3A for a colon. NO_PROXY: "*" in the env: of the step does without proxies.',
  },
  'proxy-unknown': {
    what: 'A proxy is set, and Node {version} of this runner cannot use any. Nothing was sent.',
    cause: 'This runner is old: Node 24.14 or newer knows proxies.',
    next: 'Update the runner; where the services can be reached without a proxy, set NO_PROXY: "*" in the env: of the step.',
  },
  'proxy-refused': {
    what: 'The proxy of this runner does not let the audit through to {host} (HTTP {status}).',
    cause: 'It wants a name and password, or others than it got (407), or does not allow that host (403).',
    next: 'Check HTTPS_PROXY, and ask whoever runs the proxy for the way to {host}; NO_PROXY names hosts that need none.',
  },
};
