import { lstatSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** How the names of our folders begin: one for the files of an audit, and a hidden one for what is not whole. */
export const folderName = 'entra-user-audit-';
export const hiddenName = `.${folderName}`;

/**
 * Removes a folder of an audit that is over, with all that is in it, and nothing else: not what a link leads to, nor
 * what somebody else has made, nor a folder elsewhere.
 *
 * @param path as the audit has noted it down: its fresh folder below `temporary`, or its hidden folder anywhere
 * @param temporary RUNNER_TEMP
 * @returns whether there was something to remove
 * @throws Error of the system when it cannot be removed
 */
export function clearFolder(path: string, temporary: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found?.isDirectory() || !isOurs(path, temporary)) return false;
  const user = process.geteuid?.();
  if (user !== undefined && found.uid !== user) return false;
  rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  return true;
}

/**
 * Removes what is not whole of an audit that has to end at once. Files that have their names already stay.
 *
 * @param path as {@link clearFolder} takes it
 * @throws Error of the system when it cannot be removed
 */
export function clearUnfinished(path: string, temporary: string): void {
  if (basename(path).startsWith(hiddenName)) {
    clearFolder(path, temporary);
    return;
  }
  if (!lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  const real = realpathSync(path);
  for (const name of readdirSync(real)) clearFolder(join(real, name), temporary);
}

function isOurs(path: string, temporary: string): boolean {
  const name = basename(path);
  // Where links lead elsewhere than when it was noted down, it is another folder.
  if (isNamed(name, hiddenName)) return realpathSync(path) === path;
  return isNamed(name, folderName) && realpathSync(dirname(path)) === realpathSync(temporary);
}

/** Behind the beginning stand only what {@link import('node:fs').mkdtemp} makes up and, of a hidden one, a number. */
function isNamed(name: string, beginning: string): boolean {
  return name.startsWith(beginning) && /^(?:\d+-)?[A-Za-z0-9]{6}$/.test(name.slice(beginning.length));
}
