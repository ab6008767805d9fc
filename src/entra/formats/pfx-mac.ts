import { createHmac, timingSafeEqual } from 'node:crypto';
import { BerError, child, children, type Element, octets, oidOf } from './ber.ts';
import { derivePkcs12, iterationsOf, keyDerivation, known, purposes } from './derive-key.ts';
import { hashes, hmacs } from './hashes.ts';
import { byteReadings, utf16Readings } from './password-bytes.ts';
import { UnknownAlgorithm } from './unknown-algorithm.ts';

/**
 * Whether a passphrase fits the MAC of a PFX: RFC 7292, 4, and PBMAC1 of RFC 9579.
 *
 * @param content what the MAC is of
 * @returns undefined when the MAC is of a kind that is not known here: decrypting has to tell
 * @throws BerError
 */
export function fitsMac(macData: Element, content: Buffer, password: string): boolean | undefined {
  const [info, salt, iterations] = children(macData);
  if (!info || !salt) throw new BerError('a MAC without its parts');
  const algorithm = child(info, 0);
  const expected = octets(child(info, 1));
  try {
    if (oidOf(child(algorithm, 0)) === pbmac1) return fitsPbmac1(child(algorithm, 1), expected, content, password);
    const hash = known(hashes, algorithm);
    const rounds = iterations ? iterationsOf(iterations) : 1;
    return utf16Readings(password).some((reading) => {
      const key = derivePkcs12(hash, reading, octets(salt), rounds, purposes.mac, expected.length);
      return same(createHmac(hash.name, key).update(content).digest(), expected);
    });
  } catch (error) {
    if (error instanceof UnknownAlgorithm) return undefined;
    throw error;
  }
}

const pbmac1 = '1.2.840.113549.1.5.14';

function fitsPbmac1(parameters: Element, expected: Buffer, content: Buffer, password: string): boolean {
  const { derive, length = expected.length } = keyDerivation(child(parameters, 0));
  const { name } = known(hmacs, child(parameters, 1));
  return byteReadings(password).some((reading) =>
    same(createHmac(name, derive(reading, length)).update(content).digest(), expected),
  );
}

function same(computed: Buffer, expected: Buffer): boolean {
  return computed.length === expected.length && timingSafeEqual(computed, expected);
}
