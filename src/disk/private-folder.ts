import { lstatSync, readlinkSync, realpathSync, type Stats } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * Why a folder is no place for what nobody else is to see, or to exchange: group or others may write to it, or may
 * rename it away because they may write to a folder above it (where a sticky bit forbids that, it does no harm).
 *
 * @param folder absolute; need not be there yet
 * @returns the end of a sentence; undefined when it is private, and on Windows, where modes say nothing
 */
export function whyNotPrivate(folder: string): string | undefined {
  const user = process.geteuid?.();
  if (user === undefined) return undefined;
  const real = realPathOf(folder);
  for (let path = real; ; path = dirname(path)) {
    const found = lstatSync(path, { throwIfNoEntry: false });
    const isOpen = found !== undefined && (path === real ? othersMayWrite(found) : othersMayRename(found, user));
    if (isOpen)
      return `others may write to ${path} (its mode is ${(found.mode & 0o7777).toString(8).padStart(4, '0')})`;
    if (path === dirname(path)) return undefined;
  }
}

/** Where a path leads when every link on the way is followed, as far as anything is there. */
export function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    const parent = dirname(path);
    if (parent === path) throw error;
    const isDangling =
      (error as { code?: unknown }).code === 'ENOENT' && lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink();
    const real = realPathOf(parent);
    return isDangling ? realPathOf(resolve(real, readlinkSync(path))) : join(real, basename(path));
  }
}

function othersMayWrite({ mode }: Stats): boolean {
  return (mode & 0o022) !== 0;
}

function othersMayRename(found: Stats, user: number): boolean {
  const isSticky = (found.mode & 0o1000) !== 0;
  // On many systems each user has a group of his own, with his own number, and leaves it the right to write.
  const isOwnGroup = user !== 0 && found.uid === user && found.gid === user;
  return !isSticky && (found.mode & (isOwnGroup ? 0o002 : 0o022)) !== 0;
}
