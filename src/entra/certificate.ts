import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { Failure } from '../base/failure.ts';

/** A certificate credential that has been checked as far as that is possible without asking Entra. */
export interface Certificate {
  /** PKCS#8 PEM, decrypted: what MSAL signs with. */
  privateKey: string;
  /** Bare upper-case hex: with colons MSAL would silently send a wrong header. */
  thumbprintSha256: string;
  /** SHA-1, upper-case hex: what the Entra portal and AADSTS700027 show. */
  thumbprint: string;
  subject: string;
  notBefore: Date;
  notAfter: Date;
}

/** What a certificate is read from. */
export interface CertificateSource {
  /** PEM, PEM with literal `\n`, base64 of PEM, base64 of PFX; or a file's bytes: PEM or PFX. */
  content: string | Buffer;
  /** Passphrase of an encrypted key or of a PFX. */
  password?: string | undefined;
  /** The input it came from, for the error. */
  input: string;
}

/**
 * Reads and checks a certificate with its private key.
 *
 * @param now milliseconds since the epoch, for the validity period
 * @throws Failure `certificate-*`: which one tells what to change
 */
export async function readCertificate(source: CertificateSource, now: number): Promise<Certificate> {
  const { key, candidates } = await readKeyAndCertificates(source);
  const facts = { input: source.input };
  if (key.asymmetricKeyType !== 'rsa') {
    throw new Failure('certificate-not-rsa', { ...facts, keyType: key.asymmetricKeyType });
  }
  if (candidates.length === 0) throw new Failure('certificate-missing', facts);
  // A bundle may carry the issuers' certificates in any order: ours is the one that the key belongs to.
  const certificate = candidates.find((candidate) => candidate.checkPrivateKey(key));
  if (!certificate) {
    throw new Failure('certificate-mismatch', { ...facts, thumbprint: hex(candidates[0]?.fingerprint) });
  }
  const checked: Certificate = {
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    thumbprintSha256: hex(certificate.fingerprint256),
    thumbprint: hex(certificate.fingerprint),
    subject: certificate.subject.replaceAll('\n', ', '),
    notBefore: certificate.validFromDate,
    notAfter: certificate.validToDate,
  };
  checkValidity(checked, now, source.input);
  return checked;
}

function checkValidity(certificate: Certificate, now: number, input: string): void {
  const facts = {
    input,
    thumbprint: certificate.thumbprint,
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    now: new Date(now).toISOString(),
  };
  if (now < certificate.notBefore.getTime()) throw new Failure('certificate-not-yet-valid', facts);
  if (now > certificate.notAfter.getTime()) throw new Failure('certificate-expired', facts);
}

interface KeyAndCertificates {
  key: KeyObject;
  candidates: X509Certificate[];
}

async function readKeyAndCertificates(source: CertificateSource): Promise<KeyAndCertificates> {
  const { password, input } = source;
  const content = unwrap(source);
  if (typeof content === 'string') return readPem(content, password, input);
  // Loaded only here: the PFX reader would double the start-up of everyone who uses PEM.
  const { readPfx } = await import('./pfx.ts');
  const pfx = readPfx(content, password, input);
  if (!pfx.key) throw new Failure('certificate-key-missing', { input });
  return {
    key: createPrivateKey({ key: pfx.key, format: 'der', type: 'pkcs8' }),
    candidates: pfx.certificates.map((der) => new X509Certificate(der)),
  };
}

/** Takes off every wrapping: PEM text comes out as a string, anything binary as a buffer. */
function unwrap({ content, input }: CertificateSource): string | Buffer {
  if (typeof content !== 'string') {
    if (content.length === 0) throw new Failure('certificate-empty', { input });
    // 0x30 opens every DER structure, a PFX among them.
    return content[0] === 0x30 ? content : unwrap({ content: decodeText(content), input });
  }
  const text = content.replace(/^\uFEFF/, '').trim();
  if (text === '') throw new Failure('certificate-empty', { input });
  if (text.includes('-----BEGIN')) return text.replaceAll('\\r', '').replaceAll('\\n', '\n');
  const compact = text.replaceAll('\\n', '').replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/_-]+=*$/.test(compact)) throw new Failure('certificate-unreadable', { input });
  const decoded = Buffer.from(compact, 'base64');
  if (decoded[0] === 0x30) return decoded;
  const inner = decodeText(decoded);
  if (!inner.includes('-----BEGIN')) throw new Failure('certificate-unreadable', { input });
  return unwrap({ content: inner, input });
}

/** PowerShell's `Out-File` writes UTF-16 with a byte order mark; everybody else writes UTF-8. */
function decodeText(bytes: Buffer): string {
  return bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le') : bytes.toString('utf8');
}

const pemBlock = /-----BEGIN ([A-Z0-9 ]+)-----[^-]*(?:-(?!----END)[^-]*)*-----END \1-----/g;

function readPem(text: string, password: string | undefined, input: string): KeyAndCertificates {
  const blocks = [...text.matchAll(pemBlock)].map((match) => ({
    label: match[1] as string,
    pem: tidyPem(match[0]),
  }));
  if (blocks.length === 0) throw new Failure('certificate-unreadable', { input });
  const keyBlock = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'));
  const certificateBlocks = blocks.filter(({ label }) => /^(X509 |TRUSTED )?CERTIFICATE$/.test(label));
  if (!keyBlock) throw new Failure('certificate-key-missing', { input });
  const candidates = certificateBlocks.map(({ pem }) => parse(() => new X509Certificate(pem), input));
  return { key: readPemKey(keyBlock.pem, password, input), candidates };
}

/** Undoes what a secret store or a paste did to the lines: indentation, blank lines, all of it on one line. */
function tidyPem(pem: string): string {
  const [, header, body, footer] = /^(-+BEGIN [^-]+-+)(.*?)(-+END [^-]+-+)$/s.exec(pem) ?? [];
  const lines = (body ?? '').split(/\r\n|\r|\n/).map((line) => line.trim());
  // The headers of a traditional encrypted key (RFC 1421) are lines of their own, with a blank line after them.
  const tidied = body?.includes(':') ? lines.join('\n') : `\n${lines.join('').replace(/\s+/g, '')}\n`;
  return `${header}${tidied}${footer}`;
}

function readPemKey(pem: string, password: string | undefined, input: string): KeyObject {
  const encrypted = pem.includes('ENCRYPTED');
  if (encrypted && !password) throw new Failure('certificate-password-missing', { input });
  try {
    return createPrivateKey({ key: pem, format: 'pem', ...(encrypted ? { passphrase: password } : {}) });
  } catch (error) {
    throw new Failure(encrypted ? 'certificate-password-wrong' : 'certificate-unreadable', { input }, error);
  }
}

function parse<T>(read: () => T, input: string): T {
  try {
    return read();
  } catch (error) {
    throw new Failure('certificate-unreadable', { input }, error);
  }
}

function hex(fingerprint = ''): string {
  return fingerprint.replaceAll(':', '').toUpperCase();
}
