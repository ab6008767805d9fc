import { AsyncResource } from 'node:async_hooks';
import { createHash, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { createPfx, type PfxOptions } from './pfx.ts';
import { selfSign } from './self-sign.ts';

export interface CertificateOptions {
  /** Distinguished name; default `CN=entra-user-audit`. */
  subject?: string;
  /** Default: an hour ago. */
  notBefore?: Date;
  /** Default: in a year. */
  notAfter?: Date;
  /** Default `rsa`; Entra refuses `ec`. */
  keyType?: 'rsa' | 'ec';
  /** Size of an RSA key, default 2048. */
  bits?: number;
  /** Whether the certificate is signed with RSA-PSS, default false. */
  isPss?: boolean;
}

/** A key and its self-signed certificate in every form that people store them in. */
export interface TestCertificate {
  /** PKCS#8. */
  keyPem: string;
  /** PKCS#1 for an RSA key, SEC 1 for an EC key. */
  pkcs1Pem: string;
  certificatePem: string;
  certificateDer: Buffer;
  /** Upper-case hex without colons. */
  thumbprintSha1: string;
  thumbprintSha256: string;
  notBefore: Date;
  notAfter: Date;
  /** PKCS#8, encrypted with AES-256. */
  encryptedKeyPem(password: string): string;
  pfx(options?: PfxOptions): Buffer;
}

const HOUR_MS = 60 * 60 * 1000;
const YEAR_MS = 365 * 24 * HOUR_MS;

export async function createCertificate(options: CertificateOptions = {}): Promise<TestCertificate> {
  const { keyType = 'rsa', bits = 2048, isPss = false } = options;
  const key = await makeKey(keyType, bits);
  const notBefore = options.notBefore ?? new Date(Date.now() - HOUR_MS);
  const notAfter = options.notAfter ?? new Date(Date.now() + YEAR_MS);
  const certificateDer = selfSign(key, {
    subject: options.subject ?? 'CN=entra-user-audit',
    notBefore,
    notAfter,
    isPss,
  });
  return {
    keyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    pkcs1Pem: key.export({ type: keyType === 'rsa' ? 'pkcs1' : 'sec1', format: 'pem' }).toString(),
    certificatePem: toPem(certificateDer),
    certificateDer,
    thumbprintSha1: hash('sha1', certificateDer),
    thumbprintSha256: hash('sha256', certificateDer),
    notBefore,
    notAfter,
    encryptedKeyPem: (passphrase) =>
      key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }).toString(),
    pfx: (pfxOptions) => createPfx(key.export({ type: 'pkcs8', format: 'der' }), certificateDer, pfxOptions),
  };
}

let shared: Promise<TestCertificate> | undefined;
/** Nobody's: what waits for a promise that a test has made is taken for a part of that test, even another file. */
const makeShared = AsyncResource.bind(() => createCertificate());

/** One valid RSA certificate for all tests of a process: keys are slow to make. */
export function sharedCertificate(): Promise<TestCertificate> {
  shared ??= makeShared();
  return shared;
}

async function makeKey(keyType: 'rsa' | 'ec', bits: number): Promise<KeyObject> {
  const { privateKey } =
    keyType === 'rsa'
      ? await promisify(generateKeyPair)('rsa', { modulusLength: bits })
      : await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' });
  return privateKey;
}

function toPem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function hash(algorithm: 'sha1' | 'sha256', bytes: Buffer): string {
  return createHash(algorithm).update(bytes).digest('hex').toUpperCase();
}
