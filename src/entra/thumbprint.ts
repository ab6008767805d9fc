import { createHash } from 'node:crypto';

/**
 * The thumbprint of a certificate, of the bytes as they stood in the file.
 *
 * @returns upper-case hex without colons, which is how the Entra portal shows it
 */
export function thumbprintOf({ bytes }: { bytes: Buffer }, algorithm: 'sha1' | 'sha256' = 'sha1'): string {
  return createHash(algorithm).update(bytes).digest('hex').toUpperCase();
}
