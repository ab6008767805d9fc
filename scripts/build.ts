import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { minify } from 'terser';
import { bundledPackages, licenseNotices } from './licenses.ts';
import { run } from './run.ts';

/** Bundles the Action: `npm run build [folder]`, by default into dist/. */
const root = join(import.meta.dirname, '..');
const target = process.argv[2] ?? join(root, 'dist');

await rm(target, { recursive: true, force: true });
const folder = await mkdtemp(join(tmpdir(), 'build-'));
try {
  const stats = join(folder, 'stats.json');
  // The compiler's settings are those of src/tsconfig.json: ncc looks for them upwards from the entry.
  await run('ncc', ['build', 'src/main.ts', '--out', target, '--minify', '--no-cache', '--stats-out', stats]);
  await minifyChunks(target);
  // Not ncc's own list of licences: it passes over packages without a file of their own, and others.
  const { modules } = JSON.parse(await readFile(stats, 'utf8'));
  await writeFile(join(target, 'licenses.txt'), await licenseNotices(root, bundledPackages(modules)));
} finally {
  await rm(folder, { recursive: true });
}

// The step at the end of a job and the other threads load nothing of all that, or little. Their types are checked with all
// others.
for (const entry of ['post', 'watchdog', 'worker']) {
  const alone = await mkdtemp(join(target, `${entry}-`));
  await run('ncc', ['build', `src/${entry}.ts`, '--out', alone, '--minify', '--transpile-only', '--no-cache']);
  await rename(join(alone, 'index.js'), join(target, `${entry}.js`));
  await rm(alone, { recursive: true });
}

/**
 * ncc minifies what is loaded at once, and nothing that is loaded later; so this does it, with the same tool and settings.
 * The script of the report is made of functions that lie there: it is no longer than it has to be.
 */
async function minifyChunks(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/^\d+\.index\.js$/.test(name)) continue;
    const path = join(folder, name);
    const mangle = { keep_classnames: true, keep_fnames: true };
    const { code = '' } = await minify(await readFile(path, 'utf8'), { module: true, compress: false, mangle });
    await writeFile(path, code);
  }
}
