import { createPrivateKey, type KeyObject, type PrivateKeyInput, X509Certificate } from 'node:crypto';
import { Failure } from '../../base/failure.ts';
import { type ForeignForm, foreignCredentials } from '../../problems/foreign-credentials.ts';
import { BerError, child, children, type Element, readElement } from './ber.ts';
import { type DerKind, derKind } from './der-kind.ts';
import { decryptKey, decryptTraditionalKey } from './encrypted-key.ts';
import { type PemBlock, readPem } from './pem.ts';
import { type Closed, readPfx } from './pfx.ts';
import { isKeyForm, recognizeLabel } from './recognize.ts';
import { UnknownAlgorithm } from './unknown-algorithm.ts';
import { unwrap } from './unwrap.ts';

/** A certificate, and the very bytes that its thumbprint is of. */
export interface CertificatePart {
  certificate: X509Certificate;
  bytes: Buffer;
}

/** All that was found in a credential. */
export interface CredentialParts {
  keys: KeyObject[];
  certificates: CertificatePart[];
  /** Why further parts could not be read. */
  failures: Failure[];
}

/** What is being read, and what has been found. */
interface Reading extends CredentialParts {
  password: string;
  input: string;
  /** What is neither key nor certificate. */
  others: ForeignForm[];
}

/**
 * Reads every key and certificate out of whatever people store.
 *
 * @param password '' for none
 * @param input the input that it came from, for errors
 * @throws Failure `certificate-empty`, `certificate-unreadable`, `certificate-foreign`
 */
export async function readParts(content: string | Buffer, password: string, input: string): Promise<CredentialParts> {
  const reading: Reading = { password, input, keys: [], certificates: [], failures: [], others: [] };
  const unwrapped = unwrap(content);
  switch (unwrapped.form) {
    case 'empty':
      throw new Failure('certificate-empty', { input });
    case 'unknown':
      throw new Failure('certificate-unreadable', { input });
    case 'foreign':
      throw foreignFailure(unwrapped.is, input);
    case 'pem':
      for (const block of readPem(unwrapped.text)) await readBlock(block, reading);
      break;
    case 'der':
      await readDer(unwrapped.bytes, beginning(unwrapped.bytes), reading);
  }
  const { keys, certificates, failures, others } = reading;
  if (keys.length > 0 || failures.length > 0) return { keys, certificates, failures };
  // A key of another format beside a certificate is why there is none; a public key beside one is not.
  const other = others.find(isKeyForm) ?? (certificates.length === 0 ? others[0] : undefined);
  if (other) throw foreignFailure(other, input);
  if (certificates.length === 0) throw damaged('the PEM text', 'cut or changed', input);
  return { keys, certificates, failures };
}

function foreignFailure(is: ForeignForm, input: string): Failure {
  const { found, next } = foreignCredentials[is];
  return new Failure('certificate-foreign', { input, found, advice: next });
}

function damaged(found: string, state: string, input: string, cause?: unknown): Failure {
  return new Failure('certificate-damaged', { input, found, state }, cause);
}

async function readBlock({ label, bytes, dekInfo, isWhole }: PemBlock, reading: Reading): Promise<void> {
  const { input, failures, others, password } = reading;
  const other = recognizeLabel(label);
  if (other) {
    others.push(other);
    return;
  }
  const name = blockName(label);
  if (!bytes) {
    failures.push(
      damaged(name, isWhole ? 'changed: its lines are no base64' : 'cut: its BEGIN or END line is missing', input),
    );
    return;
  }
  if (dekInfo === undefined) return readDer(bytes, name, reading);
  const key = await opening(reading, name, () => decryptTraditionalKey(dekInfo, bytes, password));
  if (key) await readDer(key, name, reading);
}

/** Labels are foreign text: only those that are expected are told. */
function blockName(label: string): string {
  const isExpected =
    /^(?:(?:ENCRYPTED |RSA |EC |DSA |ANY )?PRIVATE KEY|(?:X509 |TRUSTED )?CERTIFICATE|PKCS ?#?(?:7|12)|PFX|CMS)$/;
  return isExpected.test(label) ? `the block "${label}"` : 'a block of PEM';
}

/** What bytes seem to be whose end is missing: a PFX has its version, 3, and the data of PKCS#7 near its beginning. */
function beginning(bytes: Buffer): string {
  const hex = bytes.subarray(0, 40).toString('hex');
  const version = hex.indexOf('020103');
  return version >= 0 && hex.includes('2a864886f70d01070', version + 6) ? 'the PFX' : 'the DER';
}

/** Reads one structure after another: `cat key.der certificate.der`. What else stands behind the first is passed over. */
async function readDer(bytes: Buffer, name: string, reading: Reading): Promise<void> {
  for (let at = 0; at === 0 || bytes[at] === 0x30; ) {
    let element: Element;
    let kind: DerKind;
    try {
      element = readElement(bytes.subarray(at));
      kind = derKind(element.bytes);
    } catch (error) {
      if (at === 0) reading.failures.push(damagedBer(name, bytes.length, reading.input, error));
      return;
    }
    if (at === 0 || kind !== 'unknown') await readStructure(kind, element, name, reading);
    at += element.bytes.length;
  }
}

function damagedBer(name: string, length: number, input: string, error: unknown): Failure {
  const wanted = error instanceof BerError ? error.wanted : undefined;
  if (!(error instanceof BerError)) throw error;
  const state = wanted === undefined ? 'damaged' : `cut: ${length} of its ${wanted} bytes are there`;
  return damaged(name, state, input, error);
}

async function readStructure(kind: DerKind, element: Element, name: string, reading: Reading): Promise<void> {
  const { bytes } = element;
  const { password, input, keys, certificates, failures, others } = reading;
  switch (kind) {
    case 'certificate':
      certificates.push(...parsed(() => ({ certificate: datedCertificate(bytes), bytes }), name, reading));
      break;
    case 'private-key':
    case 'rsa-key':
    case 'ec-key':
    case 'dsa-key':
      keys.push(...parsed(() => createPrivateKey(keyInput(kind, bytes)), name, reading));
      break;
    case 'encrypted-key': {
      const key = await opening(reading, name, () => decryptKey(bytes, password));
      if (key) await readStructure('private-key', readElement(key), name, reading);
      break;
    }
    case 'pfx':
      await readPfxInto(bytes, reading);
      break;
    case 'signed-data':
      for (const certificate of certificatesOf(element)) await readDer(certificate.bytes, name, reading);
      if (certificates.length === 0) others.push('signed-data');
      break;
    case 'unknown':
      failures.push(damaged(name, 'neither a key nor a certificate, or damaged', input));
      break;
    default:
      others.push(kind);
  }
}

/**
 * @throws Error also for dates that are none: OpenSSL writes so, where Node makes dates of what happens to lie in memory
 *   (https://github.com/nodejs/node/blob/v24.x/deps/ncrypto/ncrypto.cc, `getValidFromTime`)
 */
function datedCertificate(bytes: Buffer): X509Certificate {
  const certificate = new X509Certificate(bytes);
  for (const text of [certificate.validFrom, certificate.validTo]) new Date(text).toISOString();
  return certificate;
}

function keyInput(kind: DerKind, bytes: Buffer): PrivateKeyInput {
  if (kind === 'rsa-key') return { key: bytes, format: 'der', type: 'pkcs1' };
  if (kind === 'ec-key') return { key: bytes, format: 'der', type: 'sec1' };
  if (kind === 'private-key') return { key: bytes, format: 'der', type: 'pkcs8' };
  const base64 = bytes.toString('base64').replace(/.{64}/g, '$&\n');
  return { key: `-----BEGIN DSA PRIVATE KEY-----\n${base64}\n-----END DSA PRIVATE KEY-----\n`, format: 'pem' };
}

/** @returns one, or none and a failure */
function parsed<T>(parse: () => T, name: string, { failures, input }: Reading): T[] {
  try {
    return [parse()];
  } catch (error) {
    failures.push(damaged(name, 'damaged', input, error));
    return [];
  }
}

async function readPfxInto(bytes: Buffer, reading: Reading): Promise<void> {
  try {
    const { keys, certificates, closed } = await readPfx(bytes, reading.password);
    for (const key of keys) await readDer(key, 'a key in the PFX', reading);
    for (const certificate of certificates) await readDer(certificate, 'a certificate in the PFX', reading);
    reading.failures.push(...closed.map((part) => closedFailure(part, reading)));
  } catch (error) {
    reading.failures.push(damagedBer('the PFX', bytes.length, reading.input, error));
  }
}

function closedFailure(closed: Closed, { password, input }: Reading): Failure {
  if (closed.why === 'algorithm') return new Failure('certificate-cipher-unknown', { input, cipher: closed.algorithm });
  if (password === '') return new Failure('certificate-password-missing', { input });
  return new Failure(closed.why === 'password' ? 'certificate-password-wrong' : 'certificate-key-password', { input });
}

async function opening(
  reading: Reading,
  name: string,
  open: () => Promise<Buffer | undefined>,
): Promise<Buffer | undefined> {
  try {
    const key = await open();
    if (!key) reading.failures.push(closedFailure({ why: 'password' }, reading));
    return key;
  } catch (error) {
    reading.failures.push(
      error instanceof UnknownAlgorithm
        ? closedFailure({ why: 'algorithm', algorithm: error.algorithm }, reading)
        : damagedBer(name, 0, reading.input, error),
    );
    return undefined;
  }
}

/** RFC 5652, 5.1: the certificates are the first part with the tag [0]. */
function certificatesOf(contentInfo: Element): Element[] {
  try {
    const signedData = child(child(contentInfo, 1), 0);
    const set = children(signedData).find(({ tag }) => tag === 0xa0);
    return set ? children(set).filter(({ bytes }) => derKind(bytes) === 'certificate') : [];
  } catch (error) {
    if (error instanceof BerError) return [];
    throw error;
  }
}
