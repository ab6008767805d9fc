import { hash as digest, pbkdf2Sync, scryptSync } from 'node:crypto';
import { BerError, child, children, type Element, numberOf, octets, oidOf, tags } from './ber.ts';
import { type HashFunction, hmacs } from './hashes.ts';
import { UnknownAlgorithm } from './unknown-algorithm.ts';

/** How a key is made of a passphrase. */
export interface KeyDerivation {
  /** Bytes, where the file tells them. */
  length: number | undefined;
  derive(password: Buffer, length: number): Buffer;
}

/** PKCS#12 makes several values from one passphrase: RFC 7292, B.3. */
export const purposes = { key: 1, vector: 2, mac: 3 } as const;

/** Far more than any program writes of itself (.NET stops at 600,000): more would take for ever. */
const mostIterations = 1_000_000;
/** Bytes that scrypt goes through in all; OpenSSL's own default is 32 MiB. */
const mostMemory = 512 * 1024 * 1024;

/** Bytes, more than any cipher or MAC takes. */
const longestKey = 1024;

const pbkdf2 = '1.2.840.113549.1.5.12';
const scrypt = '1.3.6.1.4.1.11591.4.11';

/**
 * The key derivation of PBES2 and PBMAC1: RFC 8018, A.2; RFC 7914, 7.
 *
 * @throws UnknownAlgorithm, BerError
 */
export function keyDerivation(algorithm: Element): KeyDerivation {
  const [name, parameters] = children(algorithm);
  if (!name || !parameters) throw new BerError('a key derivation without parameters');
  switch (oidOf(name)) {
    case pbkdf2: {
      const salt = octets(child(parameters, 0));
      const iterations = iterationsOf(child(parameters, 1));
      const chosen = children(parameters).find(({ tag }, index) => index > 1 && tag === tags.sequence);
      const { name: hash } = chosen ? known(hmacs, chosen) : { name: 'sha1' };
      return {
        length: toldLength(children(parameters)[2]),
        derive: (password, length) => pbkdf2Sync(password, salt, iterations, length, hash),
      };
    }
    case scrypt: {
      const salt = octets(child(parameters, 0));
      const [N, r, p] = [1, 2, 3].map((index) => numberOf(child(parameters, index))) as [number, number, number];
      if (128 * N * r * p > mostMemory) {
        throw new UnknownAlgorithm(`scrypt of more cost than fits here (N ${N}, r ${r}, p ${p})`);
      }
      // OpenSSL says so as well: anything but a power of two, and more than one.
      if (N < 2 || (N & (N - 1)) !== 0 || r < 1 || p < 1) throw new BerError('scrypt with impossible parameters');
      return {
        length: toldLength(children(parameters)[4]),
        derive: (password, length) => scryptSync(password, salt, length, { N, r, p, maxmem: 2 * mostMemory }),
      };
    }
    default:
      throw new UnknownAlgorithm(oidOf(name));
  }
}

function toldLength(element: Element | undefined): number | undefined {
  if (element?.tag !== tags.integer) return undefined;
  const length = numberOf(element);
  if (length < 1 || length > longestKey) throw new BerError('a key of an impossible length');
  return length;
}

/** How often a key derivation goes round. @throws UnknownAlgorithm when that is too often, BerError */
export function iterationsOf(element: Element): number {
  const iterations = numberOf(element);
  if (iterations < 1) throw new BerError('an impossible number of iterations');
  if (iterations > mostIterations) {
    throw new UnknownAlgorithm(`a key derivation of ${iterations} rounds (${mostIterations} at the most)`);
  }
  return iterations;
}

/** What an AlgorithmIdentifier names. */
export function known(table: ReadonlyMap<string, HashFunction>, algorithm: Element): HashFunction {
  const oid = oidOf(child(algorithm, 0));
  const found = table.get(oid);
  if (!found) throw new UnknownAlgorithm(oid);
  return found;
}

/** PBKDF1, for at most as many bytes as the hash has: RFC 8018, 5.1. */
export function deriveOld(hash: string, password: Buffer, salt: Buffer, iterations: number): Buffer {
  let key = digest(hash, Buffer.concat([password, salt]), 'buffer');
  for (let round = 1; round < iterations; round += 1) key = digest(hash, key, 'buffer');
  return key;
}

/** The key derivation of PKCS#12: RFC 7292, B.2, whose names these are. */
export function derivePkcs12(
  { name, block: v }: HashFunction,
  password: Buffer,
  salt: Buffer,
  iterations: number,
  purpose: number,
  length: number,
): Buffer {
  const diversifier = Buffer.alloc(v, purpose);
  const I = Buffer.concat([filled(salt, v), filled(password, v)]);
  const pieces: Buffer[] = [];
  for (let have = 0; have < length; ) {
    let A = digest(name, Buffer.concat([diversifier, I]), 'buffer');
    for (let round = 1; round < iterations; round += 1) A = digest(name, A, 'buffer');
    pieces.push(A);
    have += A.length;
    const B = Buffer.alloc(v, A);
    for (let at = 0; at < I.length; at += v) addWithOne(I.subarray(at, at + v), B);
  }
  return Buffer.concat(pieces).subarray(0, length);
}

/** Repeated to whole blocks; nothing stays nothing. */
function filled(bytes: Buffer, block: number): Buffer {
  return bytes.length === 0 ? bytes : Buffer.alloc(Math.ceil(bytes.length / block) * block, bytes);
}

/** target = target + addend + 1, as big-endian numbers. */
function addWithOne(target: Buffer, addend: Buffer): void {
  let carry = 1;
  for (let at = target.length - 1; at >= 0; at -= 1) {
    carry += (target[at] ?? 0) + (addend[at] ?? 0);
    target[at] = carry & 0xff;
    carry >>= 8;
  }
}
