import { hash } from 'node:crypto';
import { BerError, child, octets, readElement } from './ber.ts';
import { type Cipher, decryptBlocks, rc2, singleDes, tripleDes } from './ciphers.ts';
import { decrypt } from './decrypt.ts';
import { derKind } from './der-kind.ts';
import { byteReadings } from './password-bytes.ts';
import { UnknownAlgorithm } from './unknown-algorithm.ts';

/**
 * Decrypts a PKCS#8 key: RFC 5958, 3.
 *
 * @returns PKCS#8, or undefined when the passphrase is another
 * @throws UnknownAlgorithm, BerError
 */
export function decryptKey(bytes: Buffer, password: string): Promise<Buffer | undefined> {
  const outer = readElement(bytes);
  return decrypt(child(outer, 0), octets(child(outer, 1)), password, (plain) =>
    derKind(plain) === 'private-key' ? plain : undefined,
  );
}

/**
 * Decrypts a key as OpenSSL wrote it before PKCS#8: the headers of RFC 1421 around PKCS#1 or SEC 1, and a key that is
 * made by one round of MD5 (EVP_BytesToKey).
 *
 * @param dekInfo what stands behind `DEK-Info:`, such as `AES-256-CBC,` and hex
 * @returns PKCS#1 or SEC 1, or undefined when the passphrase is another
 * @throws UnknownAlgorithm, BerError
 */
export async function decryptTraditionalKey(
  dekInfo: string,
  encrypted: Buffer,
  password: string,
): Promise<Buffer | undefined> {
  const [name = '', hex = ''] = dekInfo.split(',');
  const cipher = traditionalCipher(name.trim().toUpperCase());
  const vector = Buffer.from(hex.trim(), 'hex');
  if (vector.length !== cipher.block) throw new BerError('an initialisation vector of the wrong length');
  for (const reading of byteReadings(password)) {
    const key = deriveByMd5(reading, vector.subarray(0, 8), cipher.keyLength);
    const plain = await decryptBlocks(cipher, key, vector, encrypted);
    if (plain && isKey(plain)) return plain;
  }
  return undefined;
}

function isKey(plain: Buffer): boolean {
  try {
    return ['rsa-key', 'ec-key', 'dsa-key', 'private-key'].includes(derKind(plain));
  } catch {
    return false;
  }
}

const others: Readonly<Record<string, Cipher>> = {
  'DES-CBC': singleDes,
  'DES-EDE3-CBC': tripleDes,
  'RC2-CBC': rc2(128),
  'RC2-64-CBC': rc2(64),
  'RC2-40-CBC': rc2(40),
  'SM4-CBC': { name: 'sm4-cbc', keyLength: 16, block: 16 },
};

const cipherNames =
  /^(?:AES|ARIA|BF|CAMELLIA|CAST5?|DES|DESX|DES-EDE3?|GOST|IDEA|RC[245]|SEED|SM4)(?:-(?:40|64|128|192|256))?(?:-(?:CBC|CFB[18]?|CTR|ECB|GCM|OFB))?$/;

function traditionalCipher(name: string): Cipher {
  const [, bits] = /^(?:AES|CAMELLIA|ARIA)-(128|192|256)-CBC$/.exec(name) ?? [];
  if (bits) return { name: name.toLowerCase(), keyLength: Number(bits) / 8, block: 16 };
  const found = Object.hasOwn(others, name) ? others[name] : undefined;
  if (found) return found;
  // What stands here is foreign text: only names of ciphers are told.
  throw new UnknownAlgorithm(cipherNames.test(name) ? name : 'an unknown cipher');
}

function deriveByMd5(password: Buffer, salt: Buffer, length: number): Buffer {
  let key = Buffer.alloc(0);
  let last = Buffer.alloc(0);
  while (key.length < length) {
    last = Buffer.from(hash('md5', Buffer.concat([last, password, salt]), 'buffer'));
    key = Buffer.concat([key, last]);
  }
  return key.subarray(0, length);
}
