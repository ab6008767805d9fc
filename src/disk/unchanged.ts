import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { constants, type FileHandle, lstat, open } from 'node:fs/promises';
import { Failure } from '../base/failure.ts';

/** A file that must be what it was when it was written. */
export interface ExpectedFile {
  name: string;
  path: string;
  bytes: number;
  /** Lower-case hex. */
  sha256: string;
}

/**
 * Does something with files that must not change meanwhile: their digests are taken beside it, and again afterwards of
 * those that somebody touched.
 *
 * @param signal aborted when the audit must stop
 * @throws Failure `file-changed` at once, while the work may still be under way
 */
export async function whileUnchanged<T>(
  files: readonly ExpectedFile[],
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  const seen: string[] = [];
  const check = async () => {
    for (const [index, file] of files.entries()) seen[index] = await checkFile(file, signal);
  };
  const [result] = await Promise.all([work(), check()]);
  for (const [index, file] of files.entries()) {
    const found = await lstat(file.path, { bigint: true }).catch(() => undefined);
    if (found === undefined || stateOf(found) !== seen[index]) await checkFile(file, signal);
  }
  return result;
}

/**
 * Which file it is, and when it, or what is known of it, last changed: a change of anything, even of its name elsewhere,
 * moves this time, and nobody can set it. It goes by the kernel's ticks, so what is put in its place within one of them
 * is told by its number.
 */
function stateOf({ ino, ctimeNs }: BigIntStats): string {
  return `${ino} ${ctimeNs}`;
}

/** @returns the file's state before it was read */
async function checkFile({ name, path, bytes, sha256 }: ExpectedFile, signal: AbortSignal): Promise<string> {
  const changed = (cause?: unknown) => new Failure('file-changed', { name }, cause);
  // A link in its place is not followed, a pipe is not waited for.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const handle = await open(path, flags).catch((error: unknown) => {
    throw changed(error);
  });
  try {
    const found = await handle.stat({ bigint: true });
    if (!found.isFile() || found.size !== BigInt(bytes)) throw changed();
    if ((await digestOf(handle, bytes, signal)) !== sha256) throw changed();
    return stateOf(found);
  } finally {
    await handle.close();
  }
}

const blockSize = 1024 * 1024;

/** @returns lower-case hex */
async function digestOf(handle: FileHandle, bytes: number, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const block = Buffer.allocUnsafe(Math.min(blockSize, bytes + 1));
  for (;;) {
    signal.throwIfAborted();
    const { bytesRead } = await handle.read(block, 0, block.length);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(block.subarray(0, bytesRead));
  }
}
