import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { unzipSync } from 'fflate';

/** A key of somebody who may open files. */
export interface AgeKey {
  identity: string;
  recipient: string;
}

export async function createAgeKey(): Promise<AgeKey> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Opens a file with the library alone. @throws when the key does not open it */
export async function openAge(bytes: Uint8Array, { identity }: AgeKey): Promise<Buffer> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return Buffer.from(await decrypter.decrypt(bytes));
}

/** The files of an artifact, by their names. */
export function filesInZip(zip: Uint8Array): Map<string, Buffer> {
  return new Map(Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, Buffer.from(bytes)]));
}

/** @returns paths of the files below a folder, outside of scratch folders, that hold one of the texts */
export async function filesThatHold(folder: string, texts: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || /[\\/]\.entra-user-audit-/.test(path)) continue;
    const content = await readFile(path, 'latin1');
    if (texts.some((text) => content.includes(text))) found.push(path);
  }
  return found;
}
