import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';

const day = 24 * 60 * 60 * 1000;

/** A private key and the certificate that was made for it alone. */
export interface ReaderCredential {
  /** PEM, PKCS#8 */
  key: string;
  /** PEM */
  certificate: string;
}

/**
 * Makes what an application signs in with, valid for 180 days.
 *
 * @param now milliseconds since the epoch
 */
export async function createReaderCredential(now: number): Promise<ReaderCredential> {
  const { default: forge } = await import('node-forge');
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
  certificate.serialNumber = '01';
  certificate.validity = { notBefore: new Date(now - day), notAfter: new Date(now + 180 * day) };
  const name = [{ name: 'commonName', value: 'Users reader' }];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.sign(forge.pki.privateKeyFromPem(privateKey), forge.md.sha256.create());
  return { key: privateKey, certificate: forge.pki.certificateToPem(certificate).replaceAll('\r', '') };
}
