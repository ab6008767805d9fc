import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** @returns paths of files that are not the same in both folders, or not in both */
export async function differingFiles(one: string, other: string): Promise<string[]> {
  const [names, others] = await Promise.all([one, other].map(filesIn));
  const found = [];
  for (const name of new Set([...(names ?? []), ...(others ?? [])])) {
    const [a, b] = await Promise.all([one, other].map((folder) => readFile(join(folder, name)).catch(() => undefined)));
    if (a === undefined || b === undefined || !a.equals(b)) found.push(name);
  }
  return found.sort();
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
}
