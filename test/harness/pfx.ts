import { randomBytes } from 'node:crypto';
import forge from 'node-forge';
import { type Asn1, integer, nothing, octets, oid, parseDer, primitive, sequence, tagged, toDer } from './asn1.ts';

const { pki } = forge;

/**
 * How a PFX is encrypted: `aes` as OpenSSL 3 and current Windows do; `3des` and `rc2` as older ones did, `rc2` with
 * 40 bits for the certificate and 3DES for the key.
 */
export type PfxAlgorithm = 'aes' | '3des' | 'rc2';

export interface PfxOptions {
  /** Default '': a PFX without password. */
  password?: string;
  /** Default `aes`. */
  algorithm?: PfxAlgorithm;
  /** Certificates of others that come before the key's own, as DER: a chain, in whatever order. */
  others?: readonly Buffer[];
  /** How the key is in it, default `encrypted`; `none`: not at all, as Windows exports a certificate without its key. */
  key?: 'encrypted' | 'plain' | 'none';
}

const ITERATIONS = 2048;
/** pbeWithSHAAnd40BitRC2-CBC: RFC 7292, appendix C. */
const RC2_40 = '1.2.840.113549.1.12.1.6';

/**
 * Packs a key and a certificate into a PFX file, RFC 7292.
 *
 * node-forge's own writer leaves certificates unencrypted and gives PBES2 the wrong bytes of a non-ASCII password.
 *
 * @param keyDer PKCS#8
 */
export function createPfx(keyDer: Buffer, certificateDer: Buffer, options: PfxOptions = {}): Buffer {
  const { password = '', algorithm = 'aes', others = [], key = 'encrypted' } = options;
  const keyAlgorithm = algorithm === 'rc2' ? '3des' : algorithm;
  const keyBags = {
    encrypted: () => [bag(oidOf('pkcs8ShroudedKeyBag'), encrypt(parseDer(keyDer), password, keyAlgorithm))],
    plain: () => [bag(oidOf('keyBag'), parseDer(keyDer))],
    none: () => [],
  };
  const certificates = [...others, certificateDer].map((der) =>
    bag(oidOf('certBag'), sequence(oid(oidOf('x509Certificate')), tagged(0, octets(der.toString('latin1'))))),
  );
  const [scheme, encrypted] = parts(encrypt(sequence(...certificates), password, algorithm));
  const safe = sequence(
    contentInfo(oidOf('encryptedData'), sequence(integer(0), encryptedContent(scheme, encrypted))),
    contentInfo(oidOf('data'), octets(toDer(sequence(...keyBags[key]())))),
  );
  const content = toDer(safe);
  return Buffer.from(
    toDer(sequence(integer(3), contentInfo(oidOf('data'), octets(content)), mac(content, password))),
    'latin1',
  );
}

/** @returns EncryptedPrivateKeyInfo: the algorithm and the encrypted bytes, whatever was encrypted */
function encrypt(value: Asn1, password: string, algorithm: PfxAlgorithm): Asn1 {
  if (algorithm === 'rc2') return encryptWithRc2(value, password);
  // PBES2 takes the password as UTF-8 (RFC 8018, 3), the older schemes as UTF-16 (RFC 7292, B.1), which node-forge does.
  return algorithm === 'aes'
    ? pki.encryptPrivateKeyInfo(value, forge.util.encodeUtf8(password), {
        algorithm: 'aes256',
        count: ITERATIONS,
        prfAlgorithm: 'sha256',
      })
    : pki.encryptPrivateKeyInfo(value, password, { algorithm: '3des', count: ITERATIONS });
}

function encryptWithRc2(value: Asn1, password: string): Asn1 {
  const salt = forge.util.createBuffer(randomBytes(8).toString('latin1'));
  const key = derive(password, salt, 1, 5);
  const vector = derive(password, salt, 2, 8);
  const cipher = forge.rc2.createEncryptionCipher(key, 40);
  cipher.start(vector);
  cipher.update(forge.util.createBuffer(toDer(value)));
  cipher.finish();
  const parameters = sequence(octets(salt.bytes()), integer(ITERATIONS));
  return sequence(sequence(oid(RC2_40), parameters), octets(cipher.output.getBytes()));
}

function mac(content: string, password: string): Asn1 {
  const salt = forge.util.createBuffer(randomBytes(8).toString('latin1'));
  const hmac = forge.hmac.create();
  hmac.start('sha1', derive(password, salt, 3, 20));
  hmac.update(content);
  const algorithm = sequence(oid(oidOf('sha1')), nothing());
  const digest = sequence(algorithm, octets(hmac.digest().getBytes()));
  return sequence(digest, octets(salt.bytes()), integer(ITERATIONS));
}

/** @param purpose 1 for a key, 2 for an initialisation vector, 3 for a MAC key: RFC 7292, B.3 */
function derive(password: string, salt: forge.util.ByteStringBuffer, purpose: number, bytes: number) {
  return forge.pkcs12.generateKey(password, salt, purpose, ITERATIONS, bytes);
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
