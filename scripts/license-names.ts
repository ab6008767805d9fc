import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { licenseTable } from './license-table.ts';

/**
 * Makes the names of licences anew from the CSV file that Microsoft offers for download at the source that
 * src/users/license-table.ts names: `npm run license-names -- <path of the file> "August 2026"`.
 */
const [path, state] = process.argv.slice(2);
if (path === undefined || state === undefined) throw new Error('Usage: license-names.ts <csv> "<month and year>"');
const table = join(import.meta.dirname, '..', 'src', 'users', 'license-table.ts');
await writeFile(table, licenseTable(await readFile(path, 'utf8'), state));
