import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { Failure } from '../base/failure.ts';
import { type FileInProgress, guardDisk } from '../disk/output-folder.ts';
import { loadAge } from './age.ts';

/** Encrypts files to people's keys. */
export interface Encryption {
  /** Each once: those of `encrypt-to`, and those of the identities in `age-identity`. */
  recipients: readonly string[];
  /**
   * Encrypts a file, portion by portion.
   *
   * @param path of the plain file
   * @param target takes the encrypted bytes; it is ended
   * @param signal stops it between two portions
   * @throws Failure `disk-full`, `disk-refused`; or the signal's reason
   */
  encrypt(path: string, target: FileInProgress, signal: AbortSignal): Promise<void>;
}

/** What the workflow gives of keys. */
export interface KeyInputs {
  /** Recipients that `encrypt-to` names; none means that nothing is encrypted. */
  encryptTo: readonly string[];
  /** Identities in `age-identity`. */
  ageIdentities: readonly string[];
}

/** Whether every file with directory data is published encrypted. */
export function isEncrypted({ encryptTo }: Pick<KeyInputs, 'encryptTo'>): boolean {
  return encryptTo.length > 0;
}

/** Whether some recipients withstand quantum computers and some do not: a file is as safe as the weakest of its keys. */
export function isMixed(recipients: readonly string[]): boolean {
  const strong = recipients.filter((recipient) => recipient.startsWith('age1pq1')).length;
  return strong > 0 && strong < recipients.length;
}

/**
 * Makes the keys ready, and tries each of them: a typing error must show before anything is sent anywhere.
 *
 * @returns the encryption where it was asked for, and what is wrong (Failures `input-wrong`, in which no identity is)
 */
export async function createEncryption({
  encryptTo,
  ageIdentities,
}: KeyInputs): Promise<{ encryption: Encryption | undefined; problems: Failure[] }> {
  if (encryptTo.length + ageIdentities.length === 0) return { encryption: undefined, problems: [] };
  const { Encrypter, identityToRecipient } = await loadAge();
  const problems: Failure[] = [];
  const recipients: string[] = [];
  for (const recipient of encryptTo) {
    try {
      const trial = new Encrypter();
      trial.addRecipient(recipient);
      await trial.encrypt('');
      recipients.push(recipient);
    } catch {
      problems.push(wrongRecipient(recipient));
    }
  }
  for (const identity of ageIdentities) {
    // What the library says of an identity quotes it.
    const recipient = await identityToRecipient(identity).catch(() => undefined);
    if (recipient === undefined) problems.push(wrongIdentity());
    else recipients.push(recipient);
  }
  if (problems.length > 0 || !isEncrypted({ encryptTo })) return { encryption: undefined, problems };
  const encrypter = new Encrypter();
  const all = [...new Set(recipients)];
  for (const recipient of all) encrypter.addRecipient(recipient);
  return {
    encryption: {
      recipients: all,
      async encrypt(path, target, signal) {
        const plain = createReadStream(path, { highWaterMark: portionBytes });
        try {
          await guardDisk(path, async () => {
            for await (const portion of await encrypter.encrypt(Readable.toWeb(plain) as ReadableStream<Uint8Array>)) {
              signal.throwIfAborted();
              await target.write([portion]);
            }
          });
        } finally {
          plain.destroy();
          await target.close();
        }
      },
    },
    problems,
  };
}

/** What age encrypts at once, in bytes. */
const portionBytes = 64 * 1024;

const damaged = ' Its checksum does not fit: a character of it is missing, too many or another one.';

function wrongRecipient(recipient: string): Failure {
  return new Failure('input-wrong', {
    input: 'encrypt-to',
    // The end tells two recipients apart as well as the beginning, and it is what gets lost in pasting.
    got: JSON.stringify(recipient.length > 80 ? `${recipient.slice(0, 40)}...${recipient.slice(-20)}` : recipient),
    takes: 'age recipients (age1... or age1pq1...)',
    hint: damaged,
  });
}

function wrongIdentity(): Failure {
  return new Failure('input-wrong', {
    input: 'age-identity',
    got: 'set (not shown)',
    takes: 'age identities (AGE-SECRET-KEY-1... or AGE-SECRET-KEY-PQ-1...), one a line, from a secret',
    hint: damaged,
  });
}
