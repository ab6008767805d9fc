import { createHash, createPublicKey, generateKeyPair, type KeyObject, randomBytes, sign } from 'node:crypto';
import { promisify } from 'node:util';

export interface SelfSignedOptions {
  /** Default: an hour ago. */
  notBefore?: Date;
  /** Before 2050. Default: in a year. */
  notAfter?: Date;
  /** Default `rsa`; Entra ID takes no other. */
  keyType?: 'rsa' | 'rsa-pss' | 'ec';
  /** Size of an RSA key, default 2048. */
  bits?: number;
}

/** A key and a certificate of it. */
export interface SelfSigned {
  /** PKCS#8. */
  keyPem: string;
  certificatePem: string;
  /** SHA-1 in upper-case hex without colons. */
  thumbprint: string;
}

const hour = 60 * 60 * 1000;
const sha256WithRsa = '06092a864886f70d01010b0500';
const sha256WithEcdsa = '06082a8648ce3d040302';
const commonName = '0603550403';

/** Makes a key and a certificate signed with it: RFC 5280, 4.1, version 1, which has no extensions. */
export async function selfSigned(options: SelfSignedOptions = {}): Promise<SelfSigned> {
  const { keyType = 'rsa', bits = 2048 } = options;
  const key = await makeKey(keyType, bits);
  const algorithm = sequence(Buffer.from(keyType === 'ec' ? sha256WithEcdsa : sha256WithRsa, 'hex'));
  const name = sequence(
    der(0x31, sequence(Buffer.from(commonName, 'hex'), der(0x0c, Buffer.from('entra-user-audit')))),
  );
  const notBefore = options.notBefore ?? new Date(Date.now() - hour);
  const notAfter = options.notAfter ?? new Date(Date.now() + 365 * 24 * hour);
  const toBeSigned = sequence(
    der(0x02, Buffer.of(1), randomBytes(7)),
    algorithm,
    name,
    sequence(utcTime(notBefore), utcTime(notAfter)),
    name,
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
  );
  const certificate = sequence(toBeSigned, algorithm, der(0x03, Buffer.of(0), sign('sha256', toBeSigned, key)));
  return {
    keyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificatePem: pemOf(certificate),
    thumbprint: createHash('sha1').update(certificate).digest('hex').toUpperCase(),
  };
}

async function makeKey(keyType: 'rsa' | 'rsa-pss' | 'ec', modulusLength: number): Promise<KeyObject> {
  const generate = promisify(generateKeyPair);
  if (keyType === 'ec') return (await generate('ec', { namedCurve: 'P-256' })).privateKey;
  if (keyType === 'rsa-pss') return (await generate('rsa-pss', { modulusLength })).privateKey;
  return (await generate('rsa', { modulusLength })).privateKey;
}

function sequence(...values: Buffer[]): Buffer {
  return der(0x30, ...values);
}

/** A value of DER: tag, length, contents. From 128 on, the number of the length's own bytes stands before it. */
function der(tag: number, ...contents: Buffer[]): Buffer {
  const { length } = Buffer.concat(contents);
  const high = length < 128 ? [] : length < 256 ? [0x81] : [0x82, length >> 8];
  return Buffer.concat([Buffer.of(tag, ...high, length & 0xff), ...contents]);
}

function utcTime(date: Date): Buffer {
  const digits = date.toISOString().replaceAll(/[-:T]/g, '').slice(2, 14);
  return der(0x17, Buffer.from(`${digits}Z`));
}

function pemOf(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
