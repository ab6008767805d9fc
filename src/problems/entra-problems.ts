import type { CredentialKind, ProblemRow } from './problem-row.ts';

/**
 * What Entra's token endpoint refuses, by AADSTS number.
 * Source of the meanings: https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
export const aadstsProblems: Readonly<Record<string, ProblemRow>> = {
  AADSTS7000215: {
    credentials: ['secret'],
    what: 'Entra ID refused the client secret of application {clientId}.',
    cause: 'The secret is wrong. Often it is the id of the secret that was stored, not its value.',
    next: 'Make a new secret and store its value, or better: move to a certificate or to OIDC.',
  },
  AADSTS7000222: {
    credentials: ['secret'],
    what: 'The client secret of application {clientId} has expired.',
    cause: 'Client secrets live for two years at the most.',
    next: 'Make a new secret, or better: move to a certificate or to OIDC, which needs none.',
  },
  AADSTS700016: {
    what: 'Application {clientId} does not exist in tenant {tenantId}.',
    cause: 'One of the two ids is wrong, or the application was registered only moments ago.',
    next: 'Check client-id and tenant-id (and cloud); for a new registration set wait-for-replication.',
  },
  AADSTS90002: {
    what: 'Tenant "{tenantId}" does not exist in this cloud ({cloud}).',
    cause: 'A typing error in tenant-id, or the tenant belongs to another national cloud.',
    next: 'Check tenant-id and cloud.',
  },
  AADSTS900023: {
    what: 'Tenant "{tenantId}" is neither a GUID nor a domain name that Entra ID knows.',
    cause: 'A typing error in tenant-id.',
    next: 'Use the Directory (tenant) ID from the overview page of Entra ID.',
  },
  AADSTS7000229: {
    what: 'Application {clientId} has no service principal in tenant {tenantId}.',
    cause: 'The application was registered, but its enterprise application was not created or was deleted.',
    next: 'Create it ("az ad sp create --id {clientId}"); for a new registration set wait-for-replication.',
  },
  AADSTS700027: {
    credentials: ['certificate'],
    what: 'Entra ID does not accept the certificate {thumbprint} (valid until {notAfter}) for application {clientId}. In its own words: {words}',
    cause: 'This certificate is not registered on the application, or was registered only moments ago.',
    next: 'Compare the thumbprint with those under "Certificates & secrets" of the application; upload the certificate if it is missing. For a new registration set wait-for-replication.',
  },
  AADSTS700024: {
    credentials: ['certificate', 'federated'],
    what: 'Entra ID says that the signed assertion is outside its time range.',
    cause: 'The clock of this runner is wrong; with OIDC, the token was too old when Entra ID received it.',
    next: 'Set the clock of the runner by NTP. In its own words: {words}',
  },
  AADSTS700023: {
    credentials: ['certificate', 'federated'],
    what: 'Entra ID says that the audience of the signed assertion is wrong for this authority.',
    cause: 'authority-url or cloud does not belong to the tenant.',
    next: 'Check cloud, and leave authority-url out unless you run a gateway or the emulator.',
  },
  AADSTS700025: {
    what: 'Application {clientId} is marked as a public client, so it may not use a credential.',
    cause: '"Allow public client flows" is on in the registration.',
    next: 'Turn it off under Authentication, or use an application made for this audit.',
  },
  AADSTS7000218: {
    what: 'Entra ID received no credential.',
    cause: 'The credential is empty: workflows from forks get no secrets.',
    next: 'Check that the secret exists and reaches this run.',
  },
  AADSTS5002738: {
    credentials: ['certificate'],
    what: 'Entra ID does not accept the algorithm of the signed assertion.',
    cause: 'The key is not an RSA key.',
    next: 'Use a certificate with an RSA key.',
  },
  AADSTS70011: {
    what: 'Entra ID refused the scope of the sign-in.',
    cause: 'graph-url does not belong to the cloud that was chosen.',
    next: 'Check cloud and graph-url. In its own words: {words}',
  },
  AADSTS1002012: {
    what: 'Entra ID refused the scope of the sign-in.',
    cause: 'graph-url does not belong to the cloud that was chosen.',
    next: 'Check cloud and graph-url. In its own words: {words}',
  },
  AADSTS500011: {
    what: 'Microsoft Graph is not known under this address in tenant {tenantId}.',
    cause: 'graph-url or cloud does not belong to the tenant.',
    next: 'Check cloud: "us-gov", "us-gov-dod" and "china" have a Graph of their own.',
  },
  AADSTS53003: {
    what: 'Conditional Access blocked the sign-in of application {clientId}.',
    cause: 'A policy for workload identities does not allow the address of this runner.',
    next: "Allow the runner's addresses in the policy, or use a self-hosted runner inside your network.",
  },
  AADSTS7000112: {
    what: 'Application {clientId} is disabled in tenant {tenantId}.',
    cause: 'An administrator has switched off sign-in for its enterprise application.',
    next: 'Enable it: Enterprise applications, Properties, "Enabled for users to sign-in".',
  },
  AADSTS700213: {
    credentials: ['federated'],
    what: 'No federated credential of application {clientId} matches the subject of this run: {oidcSubject}',
    cause:
      'The credential names another branch, environment or event; or the repository uses the newer subject form with ids ("repo:owner@1/name@2:...").',
    next: 'Register a federated credential with exactly this subject, and issuer {oidcIssuer}, audience {oidcAudience}.',
  },
  AADSTS70021: {
    credentials: ['federated'],
    what: 'No federated credential of application {clientId} matches this run: subject {oidcSubject}',
    cause: 'Issuer, subject or audience differ from what is registered.',
    next: 'Register a federated credential with exactly this subject, and issuer {oidcIssuer}, audience {oidcAudience}.',
  },
  AADSTS700211: {
    credentials: ['federated'],
    what: 'No federated credential of application {clientId} has the issuer {oidcIssuer}',
    cause: 'The credential was made for another issuer (GitHub Enterprise Server has its own).',
    next: 'Register a federated credential with issuer {oidcIssuer} and subject {oidcSubject}',
  },
  AADSTS700212: {
    credentials: ['federated'],
    what: 'No federated credential of application {clientId} has the audience {oidcAudience}',
    cause: 'The credential was made for another audience.',
    next: 'Set the audience of the federated credential to {oidcAudience}',
  },
  AADSTS7002138: {
    credentials: ['federated'],
    what: 'A federated credential of application {clientId} differs from this run in upper and lower case only: subject {oidcSubject}',
    cause: 'Entra ID compares subjects with regard to case.',
    next: 'Register the subject exactly as printed above.',
  },
  AADSTS90033: {
    what: 'Entra ID says that it is not available for now. In its own words: {words}',
    cause: 'A fault of the service.',
    next: 'Look at https://status.azure.com and run the workflow again later.',
  },
  AADSTS50196: {
    what: 'Entra ID refused the sign-in because the application asks for tokens in a loop.',
    cause: 'Many runs sign in with the same application at the same time.',
    next: 'Let the runs follow one another (concurrency: in the workflow).',
  },
};

/** What keeps the application from signing in. */
export const signInProblems: Readonly<Record<string, ProblemRow>> = {
  'oidc-unavailable': {
    what: 'GitHub gave no OIDC token: {reason}.',
    cause: 'The job lacks "permissions: id-token: write", or the service failed for a moment.',
    next: 'Add the permission to the job, then run it again.',
  },
  'token-refused': {
    what: 'Entra ID refused the sign-in of application {clientId} (HTTP {status}). In its own words: {words}',
    cause: 'This error is not one of those that this Action knows.',
    next: 'Look the code up at https://login.microsoftonline.com/error and in the sign-in logs of the application.',
  },
  'secret-refused': {
    what: 'Entra ID does not accept the client secret of application {clientId} (HTTP {status}). In its own words: {words}',
    cause: 'The secret is not one of this application, or was made only moments ago.',
    next: 'Check client-id, and make a new secret: its value is stored, not its id. For a new registration set wait-for-replication.',
  },
  'certificate-refused': {
    what: 'Entra ID does not accept the certificate {thumbprint} of application {clientId} (HTTP {status}). In its own words: {words}',
    cause: 'The certificate is not registered on this application, or was registered only moments ago.',
    next: 'Compare the thumbprint with those under "Certificates & secrets" of the application, and check client-id. For a new registration set wait-for-replication.',
  },
  'assertion-refused': {
    what: "Entra ID does not accept GitHub's OIDC token for application {clientId} (HTTP {status}). In its own words: {words}",
    cause:
      'No federated credential of the application matches the token: subject {oidcSubject}, issuer {oidcIssuer}, audience {oidcAudience}.',
    next: 'Register a federated credential with exactly these three, and check client-id. For a new registration set wait-for-replication.',
  },
  ...aadstsProblems,
};

/** Which row speaks of a refused credential. */
export const refusedCredentials: Readonly<Record<CredentialKind, string>> = {
  secret: 'secret-refused',
  certificate: 'certificate-refused',
  federated: 'assertion-refused',
};
