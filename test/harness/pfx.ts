import { createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import forge from 'node-forge';
import { type Asn1, integer, nothing, octets, oid, parseDer, primitive, sequence, tagged, toDer } from './asn1.ts';

const { pki } = forge;

/**
 * How a PFX is encrypted: `aes` as OpenSSL 3 and current Windows do; `3des` and `rc2` as older ones did, `rc2` with
 * 40 bits for the certificate and 3DES for the key; `none` not at all.
 */
export type PfxAlgorithm = 'aes' | '3des' | 'rc2' | 'none';

/** How its integrity is kept: HMAC by the key derivation of PKCS#12, or PBMAC1 of RFC 9579. */
export type PfxMac = 'sha1' | 'sha256' | 'sha384' | 'sha512' | 'pbmac1' | 'none';

export interface PfxOptions {
  /**
   * Default '': a PFX without password, as OpenSSL and Windows read that; null is the other reading, of .NET and Azure
   * Key Vault: no bytes at all.
   */
  password?: string | null;
  /** Default `sha1`. */
  mac?: PfxMac;
  /** Rounds of the key derivations, default 2048. */
  iterations?: number;
  /** Default `aes`. */
  algorithm?: PfxAlgorithm;
  /** Certificates of others that come before the key's own, as DER: a chain, in whatever order. */
  others?: readonly Buffer[];
  /** Keys of those others, PKCS#8: a rotation. */
  otherKeys?: readonly Buffer[];
  /** How the key is in it, default `encrypted`; `none`: not at all, as Windows exports a certificate without its key. */
  key?: 'encrypted' | 'plain' | 'none';
}

/** What keys are derived from. */
interface Secret {
  password: string | null;
  iterations: number;
}

/** pbeWithSHAAnd40BitRC2-CBC: RFC 7292, appendix C. */
const RC2_40 = '1.2.840.113549.1.12.1.6';
const PBMAC1 = '1.2.840.113549.1.5.14';

/**
 * Packs a key and a certificate into a PFX file, RFC 7292.
 *
 * node-forge's own writer leaves certificates unencrypted and gives PBES2 the wrong bytes of a non-ASCII password.
 *
 * @param keyDer PKCS#8
 */
export function createPfx(keyDer: Buffer, certificateDer: Buffer, options: PfxOptions = {}): Buffer {
  const {
    password = '',
    iterations = 2048,
    algorithm = 'aes',
    others = [],
    otherKeys = [],
    key = 'encrypted',
  } = options;
  const secret: Secret = { password, iterations };
  const keys = key === 'none' ? [] : [keyDer, ...otherKeys].map(parseDer);
  const keyAlgorithm = algorithm === 'rc2' ? '3des' : algorithm;
  const keyBags = keys.map((value) =>
    key === 'plain' || keyAlgorithm === 'none'
      ? bag(oidOf('keyBag'), value)
      : bag(oidOf('pkcs8ShroudedKeyBag'), encrypt(value, secret, keyAlgorithm)),
  );
  const certificates = [...others, certificateDer].map((der) =>
    bag(oidOf('certBag'), sequence(oid(oidOf('x509Certificate')), tagged(0, octets(der.toString('latin1'))))),
  );
  const safe = sequence(
    algorithm === 'none' ? plainBags(certificates) : encryptedBags(certificates, secret, algorithm),
    plainBags(keyBags),
  );
  const content = toDer(safe);
  const macData = options.mac === 'none' ? [] : [mac(content, secret, options.mac ?? 'sha1')];
  return Buffer.from(toDer(sequence(integer(3), contentInfo(oidOf('data'), octets(content)), ...macData)), 'latin1');
}

function plainBags(bags: Asn1[]): Asn1 {
  return contentInfo(oidOf('data'), octets(toDer(sequence(...bags))));
}

function encryptedBags(bags: Asn1[], secret: Secret, algorithm: Encryption): Asn1 {
  const [scheme, encrypted] = parts(encrypt(sequence(...bags), secret, algorithm));
  return contentInfo(oidOf('encryptedData'), sequence(integer(0), encryptedContent(scheme, encrypted)));
}

type Encryption = Exclude<PfxAlgorithm, 'none'>;

/** @returns EncryptedPrivateKeyInfo: the algorithm and the encrypted bytes, whatever was encrypted */
function encrypt(value: Asn1, secret: Secret, algorithm: Encryption): Asn1 {
  if (algorithm === 'rc2') return encryptWithRc2(value, secret);
  const { password, iterations: count } = secret;
  // PBES2 takes the password as UTF-8 (RFC 8018, 3), the older schemes as UTF-16 (RFC 7292, B.1), which node-forge does.
  return algorithm === 'aes'
    ? pki.encryptPrivateKeyInfo(value, forge.util.encodeUtf8(password ?? ''), {
        algorithm: 'aes256',
        count,
        prfAlgorithm: 'sha256',
      })
    : pki.encryptPrivateKeyInfo(value, password as string, { algorithm: '3des', count });
}

function encryptWithRc2(value: Asn1, secret: Secret): Asn1 {
  const salt = forge.util.createBuffer(randomBytes(8).toString('latin1'));
  const key = derive(secret, salt, 1, 5);
  const vector = derive(secret, salt, 2, 8);
  const cipher = forge.rc2.createEncryptionCipher(key, 40);
  cipher.start(vector);
  cipher.update(forge.util.createBuffer(toDer(value)));
  cipher.finish();
  const parameters = sequence(octets(salt.bytes()), integer(secret.iterations));
  return sequence(sequence(oid(RC2_40), parameters), octets(cipher.output.getBytes()));
}

function mac(content: string, secret: Secret, kind: Exclude<PfxMac, 'none'>): Asn1 {
  const { password, iterations } = secret;
  const salt = forge.util.createBuffer(randomBytes(8).toString('latin1'));
  const hash = kind === 'pbmac1' ? 'sha256' : kind;
  const length = forge.md[hash].create().digestLength;
  const key =
    kind === 'pbmac1'
      ? pbkdf2Sync(password ?? '', Buffer.from(salt.bytes(), 'latin1'), iterations, length, hash)
      : Buffer.from(derive(secret, salt, 3, length, hash).getBytes(), 'latin1');
  const digest = createHmac(hash, key).update(content, 'latin1').digest().toString('latin1');
  const algorithm =
    kind === 'pbmac1' ? pbmac1(salt.bytes(), length, iterations) : sequence(oid(oidOf(hash)), nothing());
  return sequence(sequence(algorithm, octets(digest)), octets(salt.bytes()), integer(iterations));
}

/** RFC 9579, 3 and A: PBKDF2 and HMAC, both with SHA-256. */
function pbmac1(salt: string, keyLength: number, iterations: number): Asn1 {
  const hmac = sequence(oid(oidOf('hmacWithSHA256')), nothing());
  const derivation = sequence(octets(salt), integer(iterations), integer(keyLength), hmac);
  return sequence(oid(PBMAC1), sequence(sequence(oid(oidOf('pkcs5PBKDF2')), derivation), hmac));
}

/** @param purpose 1 for a key, 2 for an initialisation vector, 3 for a MAC key: RFC 7292, B.3 */
function derive(
  { password, iterations }: Secret,
  salt: forge.util.ByteStringBuffer,
  purpose: number,
  bytes: number,
  hash: 'sha1' | 'sha256' | 'sha384' | 'sha512' = 'sha1',
) {
  return forge.pkcs12.generateKey(password, salt, purpose, iterations, bytes, forge.md[hash].create());
}

function bag(type: string, value: Asn1): Asn1 {
  return sequence(oid(type), tagged(0, value));
}

function contentInfo(type: string, value: Asn1): Asn1 {
  return sequence(oid(type), tagged(0, value));
}

function encryptedContent(scheme: Asn1, encrypted: Asn1): Asn1 {
  const content = primitive(0, encrypted.value as string);
  return sequence(oid(oidOf('data')), scheme, content);
}

function parts(encryptedPrivateKeyInfo: Asn1): [scheme: Asn1, encrypted: Asn1] {
  return encryptedPrivateKeyInfo.value as [Asn1, Asn1];
}

function oidOf(name: string): string {
  const value = pki.oids[name];
  if (value === undefined) throw new TypeError(`node-forge knows no ${name}`);
  return value;
}
