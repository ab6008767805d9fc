import { duration, plural, size } from '../base/numbers.ts';
import type { FileInProgress } from '../disk/output-folder.ts';
import type { Host } from '../host.ts';
import { encryptedSuffix } from '../privacy/age.ts';
import type { AuditResult } from './result.ts';

/**
 * Encrypts the files with directory data where that was asked for. Each plain one is removed as soon as its `.age` is
 * whole, so that the disk never holds both of all of them.
 *
 * @param files whole, under their temporary names
 * @returns the files to publish: the encrypted ones, or `files` themselves
 * @throws Failure `disk-*`; or the reason for stopping
 */
export async function encryptFiles(
  files: readonly FileInProgress[],
  { encryption, folder }: Pick<AuditResult, 'encryption' | 'folder'>,
  { log, learn, pace, signal }: Host,
): Promise<FileInProgress[]> {
  if (encryption === undefined) return [...files];
  learn({ doing: 'encrypting the files' });
  const startedAt = pace.now();
  const encrypted: FileInProgress[] = [];
  let bytes = 0;
  for (const file of files) {
    const { name } = file.written();
    const target = await folder.create(name + encryptedSuffix);
    await encryption.encrypt(folder.partial(name), target, signal);
    await file.discard();
    bytes += file.written().bytes;
    encrypted.push(target);
  }
  learn({ doing: 'writing and publishing the files' });
  const took = duration(pace.now() - startedAt);
  log.info(`Encrypted ${plural(files.length, 'file')} (${size(bytes)}) in ${took}.`);
  return encrypted;
}
