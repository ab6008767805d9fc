/** A hash function, by its names in OpenSSL and in the standards. */
export interface HashFunction {
  /** For node:crypto. */
  name: string;
  /** Bytes that it takes in at a time. */
  block: number;
}

const hash = (name: string, block: number): HashFunction => ({ name, block });
const sha1 = hash('sha1', 64);
const sha2 = [
  hash('sha224', 64),
  hash('sha256', 64),
  hash('sha384', 128),
  hash('sha512', 128),
  hash('sha512-224', 128),
  hash('sha512-256', 128),
] as const;
const [sha224, sha256, sha384, sha512, sha512_224, sha512_256] = sha2;
const sha3 = [hash('sha3-224', 144), hash('sha3-256', 136), hash('sha3-384', 104), hash('sha3-512', 72)] as const;

/** Hash functions by object identifier: RFC 8017, B.1; NIST's registry of algorithms. */
export const hashes: ReadonlyMap<string, HashFunction> = new Map([
  ['1.2.840.113549.2.5', hash('md5', 64)],
  ['1.3.36.3.2.1', hash('ripemd160', 64)],
  ['1.3.14.3.2.26', sha1],
  ['2.16.840.1.101.3.4.2.1', sha256],
  ['2.16.840.1.101.3.4.2.2', sha384],
  ['2.16.840.1.101.3.4.2.3', sha512],
  ['2.16.840.1.101.3.4.2.4', sha224],
  ['2.16.840.1.101.3.4.2.5', sha512_224],
  ['2.16.840.1.101.3.4.2.6', sha512_256],
  ...sha3.map((found, index) => [`2.16.840.1.101.3.4.2.${7 + index}`, found] as const),
]);

/** What HMAC, and PBKDF2 over it, use: RFC 8018, B.1. */
export const hmacs: ReadonlyMap<string, HashFunction> = new Map([
  ['1.2.840.113549.2.6', hash('md5', 64)],
  ['1.2.840.113549.2.7', sha1],
  ...sha2.map((found, index) => [`1.2.840.113549.2.${8 + index}`, found] as const),
  ...sha3.map((found, index) => [`2.16.840.1.101.3.4.2.${13 + index}`, found] as const),
]);
