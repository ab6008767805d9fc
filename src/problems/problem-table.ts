import { comparisonProblems } from './comparison-problems.ts';
import { aadstsProblems } from './entra-problems.ts';
import type { ProblemRow } from './problem-row.ts';

/**
 * Every failure that a user can meet, by our own code, by AADSTS number or by Graph's error code. The messages in
 * the log and docs/troubleshooting.md are both made from this table.
 */
export const problemTable: Readonly<Record<string, ProblemRow>> = {
  'input-wrong': {
    what: 'Input "{input}" is {got}; it takes {takes}.{hint}',
    cause: 'A typing error in the workflow, or a variable or secret that is not available to this run.',
    next: 'Correct the "with:" block of the step.',
  },
  'inputs-wrong': {
    what: '{number} inputs are wrong:{list}',
    cause: 'Typing errors in the workflow, or variables and secrets that are not available to this run.',
    next: 'Correct the "with:" block of the step; nothing was sent anywhere yet.',
  },
  'certificate-empty': {
    what: 'The certificate in "{input}" is empty.',
    cause:
      'The secret does not exist under this name, or this run gets no secrets: workflows from forks and Dependabot get none.',
    next: 'Check the name of the secret and where it is defined (repository, environment, organization).',
  },
  'certificate-unreadable': {
    what: 'The certificate in "{input}" cannot be read: it is neither PEM, nor base64 of PEM, nor a PFX, nor base64 of a PFX.',
    cause: 'The text was cut or changed while it was copied, or the file has another format.',
    next: 'Store the output of "cat key.pem cert.pem" or of "base64 -w0 credential.pfx" as the secret, whole.',
  },
  'certificate-key-missing': {
    what: '"{input}" holds a certificate but no private key.',
    cause: 'Only the public part was stored. Signing in needs the private key as well.',
    next: 'Store the private key and the certificate together: "cat key.pem cert.pem".',
  },
  'certificate-missing': {
    what: '"{input}" holds a private key but no certificate.',
    cause: 'Only the key was stored. Entra recognises the key by the thumbprint of its certificate.',
    next: 'Store the private key and the certificate together: "cat key.pem cert.pem".',
  },
  'certificate-mismatch': {
    what: 'The private key in "{input}" does not belong to the certificate beside it (thumbprint {thumbprint}).',
    cause: 'Key and certificate come from two different rotations.',
    next: 'Store the key together with the certificate that was made from it.',
  },
  'certificate-not-rsa': {
    what: 'The private key in "{input}" is of type "{keyType}"; Entra ID takes RSA keys only.',
    cause: 'The certificate was made with an elliptic-curve key.',
    next: 'Make a new one with an RSA key of 2048 bits or more and register it on the application.',
  },
  'certificate-expired': {
    what: 'The certificate {thumbprint} expired on {notAfter}.',
    cause: 'It was not renewed in time.',
    next: 'Register a new certificate on the application {clientId}, then replace the secret.',
  },
  'certificate-not-yet-valid': {
    what: 'The certificate {thumbprint} is not valid before {notBefore}; it is now {now}.',
    cause: 'The certificate was made for later, or the clock of this runner is wrong.',
    next: 'Wait, use the certificate that is valid now, or set the clock.',
  },
  'certificate-password-missing': {
    what: 'The private key in "{input}" is encrypted and "certificate-password" is empty.',
    cause: 'The passphrase was not handed on, or its secret is not available to this run.',
    next: 'Set the input certificate-password from a secret.',
  },
  'certificate-password-wrong': {
    what: 'The value of "certificate-password" does not open "{input}".',
    cause: 'It is another passphrase, or it has a line break or a space at its end.',
    next: 'Try it on your machine: "openssl pkcs12 -info -noout -in file.pfx" or "openssl pkey -noout -in key.pem".',
  },
  'oidc-unavailable': {
    what: "GitHub's OIDC token could not be had: {reason}.",
    cause: 'The job lacks "permissions: id-token: write", or the service had a bad moment.',
    next: 'Add the permission to the job, then run it again.',
  },
  'token-refused': {
    what: 'Entra ID refused the sign-in of application {clientId} (HTTP {status}). In its own words: {words}',
    cause: 'This error is not one of those that this Action knows.',
    next: 'Look the code up at https://login.microsoftonline.com/error and in the sign-in logs of the application.',
  },
  ...aadstsProblems,
  'graph-refused': {
    what: 'Microsoft Graph answered HTTP {status} {graphCode}: {words}',
    cause: 'Graph does not take this request as it is: often the value of select or filter.',
    next: 'Try the same request in Graph Explorer: {request}',
  },
  Authorization_RequestDenied: {
    what: 'Application {clientId} may not read the users of tenant {tenantId}: Graph answered 403 "{words}".',
    cause:
      'The application permission User.Read.All has not been granted: declaring it in the registration is not enough, an administrator must consent. (Permissions in the token: {roles}.)',
    next: 'Let an administrator open {adminConsentUrl} and accept, then run this again. For a consent given only moments ago set wait-for-replication.',
  },
  InvalidAuthenticationToken: {
    what: 'Microsoft Graph does not accept the access token, and not a fresh one either: {words}',
    cause: 'authority-url and graph-url belong to different clouds, or the application was just changed or disabled.',
    next: 'Check cloud, authority-url and graph-url; then run this again.',
  },
  Request_UnsupportedQuery: {
    what: 'Microsoft Graph does not support this query: {words}',
    cause:
      'A property in filter does not take this operator, select and filter cannot be combined like this, or include-manager is set beside a filter that brings no managers.',
    next: 'See https://learn.microsoft.com/graph/aad-advanced-queries for what users can be filtered by. Request: {request}',
  },
  BadRequest: {
    what: 'Microsoft Graph cannot read this query: {words}',
    cause: 'The syntax of filter is wrong, or select names a property that users do not have.',
    next: 'Correct filter or select. Request: {request}',
  },
  Directory_ExpiredPageToken: {
    what: 'Microsoft Graph let the page tokens of the list expire {restarts} times.',
    cause: 'The list was read from its start again each time, and came no further.',
    next: 'Run the workflow again; when it stays like this, report the request ids to Microsoft.',
  },
  DirectoryPageTokenNotFoundException: {
    what: 'Microsoft Graph lost its place in the list {restarts} times.',
    cause: 'The list was resumed each time, and came no further.',
    next: 'Run the workflow again; when it stays like this, report the request ids to Microsoft.',
  },
  'graph-malformed': {
    what: 'Microsoft Graph answered with something that is not a list of users: {reason}.',
    cause: 'Something between this runner and Graph (a proxy, a gateway) answers in its place, or graph-url is wrong.',
    next: 'Check graph-url and the proxy of this runner. Request: {request}',
  },
  'next-link-foreign': {
    what: 'The next page of the list is said to be at {origin}, which is not the address of Graph, {graphUrl}. Nothing was sent there.',
    cause: 'A gateway rewrites addresses badly, or somebody tries to get hold of the access token.',
    next: 'If you run a gateway, let it rewrite @odata.nextLink to its own address; otherwise find out who answers for graph-url.',
  },
  'paging-stuck': {
    what: 'Microsoft Graph leads nowhere: it names the same page, or empty ones, as the next one again and again.',
    cause: 'A fault of the service, or of a gateway before it.',
    next: 'Run the workflow again; when it stays like this, report the request ids to Microsoft.',
  },
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
  'time-limit': {
    what: 'The audit cannot go on within time-limit ({minutes} min). It stopped while {doing}. {progress}',
    cause: '{reason}',
    next: 'Raise time-limit if the directory needs longer; if the service asks for patience, run it again later.',
  },
  cancelled: {
    what: 'The audit was stopped by {signal} while {doing}. {progress}',
    cause: 'The workflow run was cancelled, or the job reached its timeout-minutes.',
    next: 'Nothing was published that is not whole. Run it again; give the job more minutes than time-limit has.',
  },
  unreconciled: {
    what: 'The list does not agree with the counts: it holds {listed} users, while Graph counted {countBefore} before and {countAfter} after it. It was read {reads} times.',
    cause: 'The directory changes faster than it can be read, or the counts of Graph lag behind.',
    next: 'The evidence was published as it is, marked "reconciled": false. Run it again at a quiet hour.',
  },
  'users-output-too-large': {
    what: 'The list is {kib} KiB as JSON; an output takes 900 KiB at the most.',
    cause: 'Outputs are made for small directories.',
    next: 'Use publish: artifact, or select fewer properties. The files are in {directory}.',
  },
  'artifact-unavailable': {
    what: 'The list was not published: this run has no artifact service (ACTIONS_RUNTIME_TOKEN or ACTIONS_RESULTS_URL is missing).',
    cause: 'The Action runs outside of a GitHub Actions job.',
    next: 'Use publish: none and take the files from {directory}.',
  },
  'artifact-name-taken': {
    what: 'The list was not published: this run already has an artifact named "{artifactName}".',
    cause:
      'Another job of a matrix, or another step, has published under the same name. Names are unique within a run.',
    next: 'Give each its own artifact-name, for example with the matrix value in it. The files are in {directory}.',
  },
  'artifact-refused': {
    what: 'The list was not published as an artifact: {reason}',
    cause: "GitHub's artifact service did not take it: a fault, a quota, or a name that is not allowed.",
    next: 'Read the reason; then run it again. Nothing is lost: the files are in {directory}.',
  },
  'disk-full': {
    what: 'The disk is full: {path} could not be written.',
    cause: 'The list needs about 2 KiB a user for as long as it is being made.',
    next: 'Free room on the runner, or point output-directory to a larger disk.',
  },
  'disk-refused': {
    what: '{path} could not be written ({reason}).',
    cause: 'Missing rights, or something else of that name is in the way.',
    next: 'Check output-directory.',
  },
  ...comparisonProblems,
  unexpected: {
    what: 'Something happened that should not be possible: {reason}',
    cause: 'A defect of this Action.',
    next: 'Please report it, with the log of a run that has debug logging switched on (ACTIONS_STEP_DEBUG).',
  },
};
