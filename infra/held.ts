import { type CertificateFacts, certificateFacts } from './certificate-facts.ts';

/** What a stack holds of a reader before an `up`. */
export interface Held {
  certificates: readonly HeldCertificate[];
  /** Name of the certificate that the outputs hand out; undefined when they hand out none. */
  active: string | undefined;
  /** The `sub` claims of the tokens that are trusted. */
  subjects: readonly string[];
  /** The permissions that are granted. */
  permissions: readonly string[];
  /** Object ids, lower case. */
  owners: readonly string[];
  /** Whether a `destroy` stopped half-way: an application is left, without all that the stack knew of who signs in. */
  halfDestroyed: boolean;
}

/** A certificate that is registered. */
export interface HeldCertificate extends CertificateFacts {
  name: string;
  /** Whether its key was made by the stack. */
  made: boolean;
}

/** A resource as the engine gives it: its type, and what it is. */
export interface HeldResource {
  type: string;
  // biome-ignore lint/suspicious/noExplicitAny: properties of every type of resource
  outputs: any;
}

export const nothingHeld: Held = {
  certificates: [],
  active: undefined,
  subjects: [],
  permissions: [],
  owners: [],
  halfDestroyed: false,
};

/**
 * Finds in a stack's resources what it holds of a reader.
 *
 * @param name of the reader
 * @param resources by URN, whose last part is the resource's name
 */
export function heldBy(name: string, resources: Readonly<Record<string, HeldResource>>): Held {
  const named = Object.entries(resources).map(([urn, { type, outputs }]) => ({
    type: type.replace(/^.*:/, ''),
    name: urn.slice(urn.lastIndexOf('::') + 2),
    outputs,
  }));
  const startingWith = (type: string, prefix: string) =>
    named
      .filter((resource) => resource.type === type && resource.name.startsWith(prefix))
      .map((resource) => ({ rest: resource.name.slice(prefix.length), outputs: resource.outputs }));
  const made = startingWith('PrivateKey', `${name}-certificate-`).map(({ rest }) => rest);
  const certificates = startingWith('ApplicationCertificate', `${name}-certificate-`).map(({ rest, outputs }) => ({
    name: rest,
    made: made.includes(rest),
    ...certificateFacts(outputs.value),
  }));
  const [reader] = startingWith('DirectoryReader', name).filter(({ rest }) => rest === '');
  const thumbprint = reader?.outputs.certificateThumbprint;
  const [application] = startingWith('Application', `${name}-application`);
  const [principal] = startingWith('ServicePrincipal', `${name}-principal`);
  const subjects = startingWith('ApplicationFederatedIdentityCredential', `${name}-github-`).map(
    ({ outputs }) => outputs.subject,
  );
  const credentials = certificates.length + subjects.length;
  return {
    certificates,
    active: certificates.find((certificate) => certificate.thumbprint === thumbprint)?.name,
    subjects,
    permissions: startingWith('AppRoleAssignment', `${name}-consent-`).map(({ rest }) => rest),
    owners: (application?.outputs.owners ?? []).map((owner: string) => owner.toLowerCase()),
    halfDestroyed: application !== undefined && principal === undefined && credentials === 0,
  };
}
