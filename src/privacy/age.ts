/**
 * age's format (https://age-encryption.org/v1) by the author of age. It comes in only where files are encrypted or
 * opened: its keys against quantum computers alone are half of it, and it does not let itself be had without them.
 */
export function loadAge(): Promise<typeof import('age-encryption')> {
  return import('age-encryption');
}

/** What the names of encrypted files end with. */
export const encryptedSuffix = '.age';

/** What they begin with. Source: https://github.com/C2SP/C2SP/blob/main/age.md#version-line */
export const versionLine = 'age-encryption.org/v1\n';

/**
 * The header that a file may have, in bytes. A recipient takes some 100, one against quantum computers 1,600; a file
 * that somebody made to be opened for hours has millions of them.
 */
export const maximumHeader = 256 * 1024;
