import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** @returns where a program lies on PATH, if anywhere */
export function programPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/** @returns why a test cannot run here, for `skip`; false when all the programs are there */
export function missingPrograms(...names: string[]): string | false {
  const missing = names.filter((name) => programPath(name) === undefined);
  return missing.length > 0 && `not installed: ${missing.join(', ')}`;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
