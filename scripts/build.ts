import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './run.ts';

/** Bundles the Action: `npm run build [folder]`, by default into dist/. */
const root = join(import.meta.dirname, '..');
const target = process.argv[2] ?? join(root, 'dist');

await rm(target, { recursive: true, force: true });
// The compiler's settings are those of src/tsconfig.json: ncc looks for them upwards from the entry.
await run('ncc', ['build', 'src/main.ts', '--out', target, '--minify', '--license', 'licenses.txt', '--no-cache']);
