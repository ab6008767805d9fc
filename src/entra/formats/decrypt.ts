import { BerError, child, children, type Element, numberOf, octets, oidOf, tags } from './ber.ts';
import { type Cipher, ciphers, decryptBlocks, rc2, singleDes, tripleDes } from './ciphers.ts';
import { deriveOld, derivePkcs12, iterationsOf, keyDerivation, purposes } from './derive-key.ts';
import { byteReadings, utf16Readings } from './password-bytes.ts';
import { UnknownAlgorithm } from './unknown-algorithm.ts';

/** A key and what else a cipher begins with. */
interface Keyed {
  cipher: Cipher;
  key: Buffer;
  vector: Buffer;
}

/** What each reading of the passphrase comes to. */
interface Scheme {
  readings(password: string): Buffer[];
  derive(reading: Buffer): Keyed;
}

/**
 * Decrypts what a passphrase protects: an encrypted PKCS#8 key, a part of a PFX. RFC 7292, C; RFC 8018, 6.
 *
 * @param algorithm its AlgorithmIdentifier
 * @param accept what the plain bytes are, or undefined when they cannot be it: the passphrase was another; it may throw
 *   a BerError, which says the same
 * @returns undefined when no reading of the passphrase opens it
 * @throws UnknownAlgorithm, BerError
 */
export async function decrypt<T>(
  algorithm: Element,
  encrypted: Buffer,
  password: string,
  accept: (plain: Buffer) => T | undefined,
): Promise<T | undefined> {
  const { readings, derive } = schemeOf(algorithm);
  for (const reading of readings(password)) {
    const { cipher, key, vector } = derive(reading);
    const plain = await decryptBlocks(cipher, key, vector, encrypted);
    const accepted = plain && orUndefined(() => accept(plain));
    if (accepted !== undefined) return accepted;
  }
  return undefined;
}

function orUndefined<T>(accept: () => T): T | undefined {
  try {
    return accept();
  } catch (error) {
    if (error instanceof BerError) return undefined;
    throw error;
  }
}

const pbes2 = '1.2.840.113549.1.5.13';
const rc2Cbc = '1.2.840.113549.3.2';
const sha1 = { name: 'sha1', block: 64 };

/** Two keys of DES: the first comes in again as the third. */
const twoKeys: Cipher = { ...tripleDes, keyLength: 16 };
const pkcs12Ciphers: ReadonlyMap<string, Cipher> = new Map([
  ['1.2.840.113549.1.12.1.3', tripleDes],
  ['1.2.840.113549.1.12.1.4', twoKeys],
  ['1.2.840.113549.1.12.1.5', rc2(128)],
  ['1.2.840.113549.1.12.1.6', rc2(40)],
]);

const oldCiphers: ReadonlyMap<string, { hash: string; cipher: Cipher }> = new Map([
  ['1.2.840.113549.1.5.3', { hash: 'md5', cipher: singleDes }],
  ['1.2.840.113549.1.5.6', { hash: 'md5', cipher: rc2(64) }],
  ['1.2.840.113549.1.5.10', { hash: 'sha1', cipher: singleDes }],
  ['1.2.840.113549.1.5.11', { hash: 'sha1', cipher: rc2(64) }],
]);

function schemeOf(algorithm: Element): Scheme {
  const oid = oidOf(child(algorithm, 0));
  if (oid === pbes2) return pbes2Scheme(child(algorithm, 1));
  const pkcs12Cipher = pkcs12Ciphers.get(oid);
  const old = oldCiphers.get(oid);
  if (!pkcs12Cipher && !old) throw new UnknownAlgorithm(oid);
  const parameters = child(algorithm, 1);
  const salt = octets(child(parameters, 0));
  const iterations = iterationsOf(child(parameters, 1));
  if (pkcs12Cipher) {
    return {
      readings: utf16Readings,
      derive(reading) {
        const make = (purpose: number, length: number) =>
          derivePkcs12(sha1, reading, salt, iterations, purpose, length);
        const key = make(purposes.key, pkcs12Cipher.keyLength);
        return {
          cipher: pkcs12Cipher,
          key: pkcs12Cipher === twoKeys ? Buffer.concat([key, key.subarray(0, 8)]) : key,
          vector: make(purposes.vector, pkcs12Cipher.block),
        };
      },
    };
  }
  const { hash, cipher } = old as { hash: string; cipher: Cipher };
  return {
    readings: byteReadings,
    derive(reading) {
      const derived = deriveOld(hash, reading, salt, iterations);
      return { cipher, key: derived.subarray(0, 8), vector: derived.subarray(8, 16) };
    },
  };
}

function pbes2Scheme(parameters: Element): Scheme {
  const { derive, length } = keyDerivation(child(parameters, 0));
  const { cipher, vector } = blockCipher(child(parameters, 1));
  // RC2 alone takes keys of any length.
  const keyLength = cipher.name === 'rc2' && length !== undefined ? length : cipher.keyLength;
  return {
    readings: byteReadings,
    derive: (reading) => ({ cipher, vector, key: derive(reading, keyLength) }),
  };
}

/** RFC 8018, B.2.3 */
const rc2Versions: ReadonlyMap<number, number> = new Map([
  [160, 40],
  [120, 64],
  [58, 128],
]);

function blockCipher(scheme: Element): { cipher: Cipher; vector: Buffer } {
  const [name, parameters] = children(scheme);
  if (!name) throw new BerError('a cipher without a name');
  const oid = oidOf(name);
  const cipher = ciphers.get(oid);
  if (!cipher && oid !== rc2Cbc) throw new UnknownAlgorithm(oid);
  if (!parameters) throw new BerError('a cipher without its parameters');
  if (cipher) return { cipher, vector: octets(parameters) };
  // Without a version there are 32 bits.
  if (parameters.tag !== tags.sequence) return { cipher: rc2(32), vector: octets(parameters) };
  const bits = rc2Versions.get(numberOf(child(parameters, 0)));
  if (bits === undefined) throw new UnknownAlgorithm('RC2 with a key of unusual length');
  return { cipher: rc2(bits), vector: octets(child(parameters, 1)) };
}
