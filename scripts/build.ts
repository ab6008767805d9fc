import { mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './run.ts';

/** Bundles the Action: `npm run build [folder]`, by default into dist/. */
const root = join(import.meta.dirname, '..');
const target = process.argv[2] ?? join(root, 'dist');

await rm(target, { recursive: true, force: true });
// The compiler's settings are those of src/tsconfig.json: ncc looks for them upwards from the entry.
await run('ncc', ['build', 'src/main.ts', '--out', target, '--minify', '--license', 'licenses.txt', '--no-cache']);

// The step at the end of a job loads nothing of all that. Its types are checked with all others.
const post = await mkdtemp(join(target, 'post-'));
await run('ncc', ['build', 'src/post.ts', '--out', post, '--minify', '--transpile-only', '--no-cache']);
await rename(join(post, 'index.js'), join(target, 'post.js'));
await rm(post, { recursive: true });
