import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';

/** What an https server needs, and what its clients must trust. */
export interface ServerIdentity {
  /** PEM */
  caCertificate: string;
  /** PEM of the server's certificate, followed by the authority's */
  certificate: string;
  /** PEM, PKCS#8 */
  key: string;
}

const day = 24 * 60 * 60 * 1000;
const dnsName = 2;
const ipAddress = 7;

/**
 * Makes a certificate authority and a server certificate for loopback, both valid for 30 days. The authority's key is
 * forgotten at once, so trusting its certificate lets nobody else in.
 *
 * @param hosts further host names and addresses that the server is reached by
 * @param now milliseconds since the epoch, by the machine's clock: it is what clients compare with
 */
export async function createServerIdentity(hosts: readonly string[], now: number): Promise<ServerIdentity> {
  // Loaded here because a server without https, which is most of them, should not pay for it at its start.
  const { default: forge } = await import('node-forge');
  const [authorityKeys, serverKeys] = await Promise.all([generateKeys(), generateKeys()]);
  const authorityKey = forge.pki.privateKeyFromPem(authorityKeys.privateKey);
  const name = [{ name: 'commonName', value: 'Emulated tenant' }];
  const issue = (
    subject: { name: string; value: string }[],
    publicKey: string,
    serialNumber: string,
    extensions: object[],
  ) => {
    const certificate = forge.pki.createCertificate();
    certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
    certificate.serialNumber = serialNumber;
    certificate.validity = { notBefore: new Date(now - day), notAfter: new Date(now + 30 * day) };
    certificate.setSubject(subject);
    certificate.setIssuer(name);
    certificate.setExtensions(extensions);
    certificate.sign(authorityKey, forge.md.sha256.create());
    return certificate;
  };
  const toPem = (certificate: ReturnType<typeof issue>) => forge.pki.certificateToPem(certificate).replaceAll('\r', '');
  const authority = issue(name, authorityKeys.publicKey, '01', [
    { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    { name: 'subjectKeyIdentifier' },
  ]);
  const server = issue([{ name: 'commonName', value: 'localhost' }], serverKeys.publicKey, '02', [
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'subjectAltName', altNames: alternativeNames(hosts) },
    { name: 'subjectKeyIdentifier' },
    // OpenSSL's strict mode, which Python uses, refuses a certificate without it.
    { name: 'authorityKeyIdentifier', keyIdentifier: authority.generateSubjectKeyIdentifier().getBytes() },
  ]);
  const caCertificate = toPem(authority);
  return { caCertificate, certificate: toPem(server) + caCertificate, key: serverKeys.privateKey };
}

function generateKeys(): Promise<{ publicKey: string; privateKey: string }> {
  return promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

function alternativeNames(hosts: readonly string[]): object[] {
  const names = [...new Set(['localhost', '127.0.0.1', '::1', ...hosts])];
  return names.map((name) =>
    /^[\d.]+$|:/.test(name) ? { type: ipAddress, ip: name } : { type: dnsName, value: name },
  );
}
