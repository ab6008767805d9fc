import * as azuread from '@pulumi/azuread';
import * as pulumi from '@pulumi/pulumi';
import * as tls from '@pulumi/tls';
import { type CertificateFacts, certificateFacts, dayOf } from './certificate-facts.ts';

/** A certificate that is made here, or the public part of one whose key was made elsewhere. */
export interface ReaderCertificate {
  /** Days for which a certificate that is made is valid; 180 by default. One that exists stays as it is. */
  validityDays?: pulumi.Input<number>;
  /** The certificate of a key that was made elsewhere, in PEM, without chain and key. RSA, 2048 bits or more. */
  pem?: pulumi.Input<string>;
}

/** What the outputs say of a certificate. */
export interface RegisteredCertificate {
  /** SHA-1 in upper-case hex, as the portal and the Action's log show it. */
  thumbprint: pulumi.Output<string>;
  /** The last day, YYYY-MM-DD. */
  expiresOn: pulumi.Output<string>;
  /** Secret: private key and certificate in PEM. Undefined when the key is elsewhere. */
  pem: pulumi.Output<string> | undefined;
}

export interface Registration {
  /** What the certificate is registered on. */
  application: azuread.Application;
  /** Whether the application stays when everything else is destroyed. */
  outlasts: boolean;
  /** Common name of a certificate that is made. */
  commonName: pulumi.Input<string>;
  /** What people call the certificate. */
  label: string;
  certificate: ReaderCertificate;
  /** Called with each message about something that should be done soon. */
  warn: (message: string) => void;
  /** Milliseconds since the epoch. */
  now: number;
}

const keyBits = 3072;
const defaultValidityDays = 180;
const day = 24 * 60 * 60 * 1000;
const warnWithin = 30 * day;

/**
 * Registers one certificate on the application, after making it if it was not brought along.
 *
 * @param name of the resources
 */
export function registerCertificate(
  name: string,
  args: Registration,
  options: pulumi.CustomResourceOptions,
): RegisteredCertificate {
  const { label, warn } = args;
  const { pem, validityDays = defaultValidityDays } = args.certificate;
  const made = pem === undefined ? makeCertificate(name, args.commonName, validityDays, options) : undefined;
  const certificatePem = made?.certificatePem ?? pulumi.output(pem ?? '');
  const facts = certificatePem.apply((text) => certificateFacts(text));
  new azuread.ApplicationCertificate(
    name,
    {
      applicationId: args.application.id,
      type: 'AsymmetricX509Cert',
      encoding: 'pem',
      value: certificatePem,
      // The form that Graph returns. Any other form of the same instant would replace the certificate at every up.
      endDate: facts.end.apply((end) => `${new Date(end).toISOString().slice(0, 19)}Z`),
    },
    // Deleted by itself, it is waited for, and so is the next after it. With an application that stays it would be
    // forgotten, and not deleted.
    args.outlasts ? options : { ...options, deletedWith: args.application },
  );
  facts.apply(({ end }) => {
    const warning = expiryWarning(label, end, args.now);
    if (warning !== undefined) warn(warning);
  });
  if (made !== undefined) warnOfOtherDays(facts, label, validityDays, warn);
  return {
    thumbprint: facts.thumbprint,
    expiresOn: facts.end.apply(dayOf),
    pem: made && pulumi.secret(pulumi.concat(made.keyPem, made.certificatePem)),
  };
}

/** @returns what to say of a certificate that ends within 30 days; undefined when it has longer */
export function expiryWarning(name: string, end: number, now: number): string | undefined {
  if (end - now > warnWithin) return undefined;
  const date = dayOf(end);
  const state = end <= now ? `ended on ${date}` : `ends on ${date}, in ${Math.floor((end - now) / day)} days`;
  return `Certificate "${name}" ${state}. Add another to "certificates", run up, hand it to the workflow, then remove this one: README.md, "Rotation".`;
}

/**
 * A certificate stays as it was made. To replace it, because `validityDays` has a new default for instance, would lock
 * out the workflow that holds the old one. Whoever wants a different certificate adds one under another name.
 */
function makeCertificate(
  name: string,
  commonName: pulumi.Input<string>,
  days: pulumi.Input<number>,
  options: pulumi.CustomResourceOptions,
) {
  const key = new tls.PrivateKey(
    name,
    { algorithm: 'RSA', rsaBits: keyBits },
    {
      ...options,
      ignoreChanges: ['algorithm', 'rsaBits'],
      additionalSecretOutputs: ['privateKeyPem', 'privateKeyPemPkcs8', 'privateKeyOpenssh'],
    },
  );
  const certificate = new tls.SelfSignedCert(
    name,
    {
      privateKeyPem: pulumi.secret(key.privateKeyPemPkcs8),
      subject: { commonName },
      validityPeriodHours: pulumi.output(days).apply((count) => count * 24),
      allowedUses: ['digital_signature', 'client_auth'],
    },
    { ...options, ignoreChanges: ['allowedUses', 'subject', 'validityPeriodHours'] },
  );
  return { keyPem: key.privateKeyPemPkcs8, certificatePem: certificate.certPem };
}

function warnOfOtherDays(
  facts: pulumi.Output<CertificateFacts>,
  label: string,
  validityDays: pulumi.Input<number>,
  warn: (message: string) => void,
): void {
  pulumi.all([facts, validityDays]).apply(([{ days }, wanted]) => {
    if (days === wanted) return;
    warn(`Certificate "${label}" was made for ${days} days and stays so. For ${wanted} days add one of another name.`);
  });
}
