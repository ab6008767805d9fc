import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * The bundle and the parts that it loads when they are needed: `cat *.js | sha256sum`, in the order of bytes.
 *
 * @param bundlePath the program that runs
 */
export async function digestOfBundle(bundlePath: string): Promise<string> {
  const folder = dirname(bundlePath);
  const hash = createHash('sha256');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.js')).sort();
  for (const name of names) hash.update(await readFile(join(folder, name)));
  return hash.digest('hex');
}
