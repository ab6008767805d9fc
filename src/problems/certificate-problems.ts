import type { ProblemRow } from './problem-row.ts';

/** What is wrong with the certificate, its key or its passphrase. */
export const certificateProblems: Readonly<Record<string, ProblemRow>> = {
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
  'certificate-foreign': {
    what: 'The certificate in "{input}" cannot be read: it is {found}.',
    cause: 'Something else was stored in its place, or a step before this one did not fill it in.',
    next: '{advice}',
  },
  'certificate-damaged': {
    what: 'The certificate in "{input}" cannot be read: {found} is {state}.',
    cause: 'The text was cut or changed while it was copied or stored.',
    next: 'Store the output of "cat key.pem cert.pem" or of "base64 -w0 credential.pfx" as the secret, whole.',
  },
  'certificate-key-missing': {
    what: '"{input}" holds a certificate but no private key.',
    cause:
      'Only the public part was stored (.cer, .crt and .p7b files have no more). Signing in needs the private key as well.',
    next: 'Store the private key and the certificate together: "cat key.pem cert.pem", or a PFX that was exported with its private key.',
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
    cause: 'The certificate was made with another kind of key: elliptic curve, Ed25519, or RSA that is bound to PSS.',
    next: 'Make a new one with an RSA key of 2048 bits or more and register it on the application.',
  },
  'certificate-key-short': {
    what: 'The private key in "{input}" is an RSA key of {bits} bits; Entra ID takes 2048 bits or more.',
    cause: 'The certificate was made long ago, or with the default of an old tool.',
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
  'certificate-none-valid': {
    what: 'None of the {number} certificates with a private key in "{input}" is valid now ({now}):{list}',
    cause: 'They were not renewed in time, the new one is not in force yet, or the clock of this runner is wrong.',
    next: 'Register a new certificate on the application {clientId}, then replace the secret.',
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
  'certificate-key-password': {
    what: 'The value of "certificate-password" opens "{input}", but not the private key in it.',
    cause: 'The key has a passphrase of its own, as Java keystores allow.',
    next: 'Export it with one passphrase for both: "keytool -importkeystore ... -deststoretype PKCS12 -destkeypass" with the same value as -deststorepass.',
  },
  'certificate-cipher-unknown': {
    what: 'The private key or certificate in "{input}" is encrypted with {cipher}, which this Action cannot decrypt. The passphrase may well be right.',
    cause: 'It was encrypted by an old program, or by one with algorithms of its own.',
    next: 'Encrypt it anew: "openssl pkcs8 -provider legacy -provider default -in old.pem -topk8 -v2 aes-256-cbc -out key.pem", for a PFX "openssl pkcs12 -legacy -in old.pfx -out credential.pem".',
  },
};
