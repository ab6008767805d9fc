/** What people store in place of a private key with its certificate, and how they come from there to one. */
export interface ForeignWords {
  /** What it is: the end of "it is ...". */
  found: string;
  /** What to do next. */
  next: string;
}

const storeIt = 'Store the output of "cat key.pem cert.pem" or of "base64 -w0 credential.pfx" as the secret, whole.';
const storePfx = 'then store "base64 -w0 credential.pfx" as the secret.';
const decryptFirst = 'Decrypt it in a step before this one, and hand over the result.';
const extractFirst = 'Take the PFX or PEM file out of it, and store that: "base64 -w0 credential.pfx".';
const readFirst =
  'Read the value in a step before this one, for instance with "az keyvault secret show", and hand over what it prints.';
const withExpression = `Write "certificate: \${{ secrets.NAME }}" in the "with:" block of the step.`;

/** By what was recognised; none of these words comes out of the value itself. */
export const foreignCredentials = {
  jks: {
    found: 'a Java keystore (JKS)',
    next: `Convert it: "keytool -importkeystore -srckeystore store.jks -destkeystore credential.pfx -deststoretype PKCS12", ${storePfx}`,
  },
  jceks: {
    found: 'a Java keystore (JCEKS)',
    next: `Convert it: "keytool -importkeystore -srcstoretype JCEKS -srckeystore store.jceks -destkeystore credential.pfx -deststoretype PKCS12", ${storePfx}`,
  },
  'openssh-key': {
    found: "a private key in OpenSSH's own format, without a certificate that Entra could know it by",
    next: 'Use the key that the certificate on the application was made from. A copy of an OpenSSH key becomes PEM with "ssh-keygen -p -m PEM -f copy-of-key".',
  },
  'ssh-public-key': { found: "a public key in SSH's format", next: storeIt },
  'putty-key': {
    found: "a private key in PuTTY's format (.ppk), without a certificate that Entra could know it by",
    next: 'Use the key that the certificate on the application was made from. "puttygen key.ppk -O private-openssh -o key.pem" converts it.',
  },
  pvk: {
    found: "a private key in Microsoft's PVK format",
    next: 'Convert it: "openssl rsa -inform PVK -in key.pvk -out key.pem", and store the key together with the certificate.',
  },
  'windows-blob': {
    found: "a key as a BLOB of Windows' CryptoAPI",
    next: 'Convert it: "openssl rsa -inform MSBLOB -in key.blob -out key.pem", and store the key together with the certificate.',
  },
  pgp: { found: 'a key or message of PGP', next: 'Store a private key with its X.509 certificate, as PEM or PFX.' },
  'xml-key': {
    found: 'an RSA key as XML, as .NET writes it (RSAKeyValue)',
    next: 'Export the certificate with its key as a PFX (Export-PfxCertificate), and store that in base64.',
  },
  jwk: {
    found: 'a key as JSON (JWK)',
    next: 'Store the key as PEM, together with its certificate.',
  },
  html: {
    found: 'a web page (HTML)',
    next: 'The page of an error or a sign-in was downloaded in place of the file: download it again, signed in.',
  },
  xml: { found: 'XML', next: storeIt },
  'azure-login': {
    found: 'the JSON of a client secret (AZURE_CREDENTIALS of azure/login)',
    next: 'Hand over its clientSecret as the input client-secret, or make a certificate: "az ad sp create-for-rbac --create-cert".',
  },
  'key-vault-certificate': {
    found: 'the JSON of a Key Vault certificate, which has the public part only',
    next: 'Read the secret of the same name, which has the private key: "az keyvault secret show --name NAME --vault-name VAULT --query value --output tsv".',
  },
  json: { found: 'JSON without a key or a certificate in it', next: storeIt },
  zip: { found: 'a zip archive', next: extractFirst },
  gzip: { found: 'a gzip archive', next: extractFirst },
  '7z': { found: 'a 7-Zip or xz archive', next: extractFirst },
  pdf: { found: 'a PDF document', next: storeIt },
  sqlite: {
    found: 'a SQLite database, such as the certificate store of NSS and Firefox',
    next: `Export from it: "pk12util -o credential.pfx -n NAME -d sql:FOLDER", ${storePfx}`,
  },
  'serialized-store': {
    found: 'a serialized certificate store of Windows (.sst)',
    next: 'Export the certificate with its private key as a PFX (Export-PfxCertificate), and store that in base64.',
  },
  salted: {
    found: 'a file that "openssl enc" has encrypted',
    next: decryptFirst,
  },
  age: { found: 'a file that age has encrypted', next: decryptFirst },
  sops: { found: 'a value that SOPS has encrypted', next: decryptFirst },
  'ansible-vault': { found: 'a file that Ansible Vault has encrypted', next: decryptFirst },
  'git-crypt': { found: 'a file that git-crypt has encrypted', next: 'Run "git-crypt unlock" after the checkout.' },
  'git-lfs': {
    found: 'a pointer of Git LFS in place of the file',
    next: 'Set "lfs: true" at actions/checkout.',
  },
  path: {
    found: 'a path',
    next: 'Set the input certificate-path to it, or store what the file holds.',
  },
  'key-vault-reference': { found: 'a reference to a Key Vault, not what is in it', next: readFirst },
  'secret-reference': { found: 'a reference to a secret store, not what is in it', next: readFirst },
  url: { found: 'an address, not what is behind it', next: readFirst },
  thumbprint: {
    found: 'a thumbprint',
    next: `A thumbprint only names a certificate. ${storeIt}`,
  },
  guid: {
    found: 'a GUID, as ids of applications, tenants and secrets are',
    next: storeIt,
  },
  'client-secret': {
    found: 'what looks like a client secret',
    next: 'Hand it over as the input client-secret, or better: store a certificate with its private key.',
  },
  jwt: { found: 'a token (JWT)', next: storeIt },
  expression: { found: 'an expression of GitHub that was not evaluated', next: withExpression },
  variable: {
    found: 'the name of a variable in place of its value',
    next: `Inputs know no variables of a shell. ${withExpression}`,
  },
  masked: {
    found: 'asterisks: what a log shows in place of a secret',
    next: 'Store the secret from its source; it cannot be copied from a log.',
  },
  'type-name': {
    found: 'the name of a type in place of its value',
    next: 'The script that stored it turned an object into text: encode its bytes instead, [Convert]::ToBase64String($bytes) in PowerShell.',
  },
  placeholder: { found: 'a placeholder', next: storeIt },
  command: {
    found: 'a command line, or what a command complains of',
    next: 'Run the command and store what it prints.',
  },
  'binary-as-text': {
    found: 'a binary file, probably a PFX, that was read as text and lost bytes on the way',
    next: `Store it in base64: "base64 -w0 credential.pfx", or [Convert]::ToBase64String([IO.File]::ReadAllBytes("credential.pfx")).`,
  },
  'certificate-request': {
    found: 'a request for a certificate (CSR)',
    next: 'Have it signed, then store the private key together with the certificate: "cat key.pem cert.pem".',
  },
  'attribute-certificate': { found: 'an attribute certificate', next: storeIt },
  'signed-data': { found: 'PKCS#7 (.p7b) without a certificate in it', next: storeIt },
  'encrypted-message': {
    found: 'a message that is encrypted for somebody (CMS, S/MIME)',
    next: decryptFirst,
  },
  'public-key': {
    found: 'a public key',
    next: 'Store the private key and its certificate together: "cat key.pem cert.pem".',
  },
  'revocation-list': { found: 'a list of revoked certificates (CRL)', next: storeIt },
  parameters: { found: 'parameters of a key, without the key', next: storeIt },
} as const satisfies Readonly<Record<string, ForeignWords>>;

export type ForeignForm = keyof typeof foreignCredentials;
