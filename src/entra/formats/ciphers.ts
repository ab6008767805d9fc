import { createDecipheriv } from 'node:crypto';

/** A block cipher in CBC mode. */
export interface Cipher {
  /** For node:crypto, `des`, or `rc2` with the effective bits of its key. */
  name: string;
  /** Bytes */
  keyLength: number;
  /** Bytes */
  block: number;
  /** RC2 alone: how many bits of the key count. */
  bits?: number;
}

/**
 * Decrypts what was encrypted with a block cipher in CBC mode.
 *
 * @returns undefined when the padding is wrong: another key, or damaged bytes
 */
export async function decryptBlocks(
  { name, bits }: Cipher,
  key: Buffer,
  vector: Buffer,
  encrypted: Buffer,
): Promise<Buffer | undefined> {
  if (encrypted.length === 0) return undefined;
  if (name === 'rc2') return decryptRc2(key, bits ?? key.length * 8, vector, encrypted);
  try {
    // OpenSSL 3 left single DES behind; three times the same key is single DES.
    const decipher =
      name === 'des'
        ? createDecipheriv('des-ede3-cbc', Buffer.concat([key, key, key]), vector)
        : createDecipheriv(name, key, vector);
    return Buffer.concat([decipher.update(encrypted), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** OpenSSL 3 left RC2 behind; node-forge has it. Loaded only here: few files of today need it. */
async function decryptRc2(key: Buffer, bits: number, vector: Buffer, encrypted: Buffer): Promise<Buffer | undefined> {
  const [{ default: rc2 }, { default: util }] = await Promise.all([
    import('node-forge/lib/rc2.js'),
    import('node-forge/lib/util.js'),
  ]);
  const decipher = rc2.createDecryptionCipher(key.toString('latin1'), bits);
  decipher.start(vector.toString('latin1'));
  decipher.update(util.createBuffer(encrypted.toString('latin1')));
  return decipher.finish() ? Buffer.from(decipher.output.getBytes(), 'latin1') : undefined;
}

const cipher = (name: string, keyLength: number, block = 16): Cipher => ({ name, keyLength, block });

export const tripleDes = cipher('des-ede3-cbc', 24, 8);
export const singleDes = cipher('des', 8, 8);
export const rc2 = (bits: number, keyLength = bits / 8): Cipher => ({ name: 'rc2', keyLength, block: 8, bits });

/** Ciphers of PBES2 by object identifier, RC2 apart. */
export const ciphers: ReadonlyMap<string, Cipher> = new Map([
  ['2.16.840.1.101.3.4.1.2', cipher('aes-128-cbc', 16)],
  ['2.16.840.1.101.3.4.1.22', cipher('aes-192-cbc', 24)],
  ['2.16.840.1.101.3.4.1.42', cipher('aes-256-cbc', 32)],
  ['1.2.840.113549.3.7', tripleDes],
  ['1.3.14.3.2.7', singleDes],
  ['1.2.392.200011.61.1.1.1.2', cipher('camellia-128-cbc', 16)],
  ['1.2.392.200011.61.1.1.1.3', cipher('camellia-192-cbc', 24)],
  ['1.2.392.200011.61.1.1.1.4', cipher('camellia-256-cbc', 32)],
  ['1.2.410.200046.1.1.2', cipher('aria-128-cbc', 16)],
  ['1.2.410.200046.1.1.7', cipher('aria-192-cbc', 24)],
  ['1.2.410.200046.1.1.12', cipher('aria-256-cbc', 32)],
  ['1.2.156.10197.1.104.2', cipher('sm4-cbc', 16)],
]);
