import type { Certificate } from './certificate.ts';

/** How the application proves who it is. */
export type Credential =
  | { kind: 'certificate'; certificate: Certificate }
  | { kind: 'secret'; secret: string }
  /** A token of an outside issuer (GitHub's OIDC), fetched anew for every sign-in: it lives for minutes. */
  | { kind: 'federated'; assertion: () => Promise<string> };

/** The credential in the words of Entra's portal, for the log and the manifest. */
export const credentialNames: Readonly<Record<Credential['kind'], string>> = {
  certificate: 'certificate',
  secret: 'client secret',
  federated: 'federated credential (OIDC)',
};
