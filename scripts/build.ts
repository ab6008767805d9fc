import { copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { minify } from 'terser';
import { eagerFactories } from './eager-factories.ts';
import { bundledPackages, licenseNotices } from './licenses.ts';
import { run } from './run.ts';

/** Bundles the Action: `npm run build [folder]`, by default into dist/. */
const root = join(import.meta.dirname, '..');
const target = process.argv[2] ?? join(root, 'dist');

await rm(target, { recursive: true, force: true });
// Within the repository, whose node_modules the bundler looks for upwards.
await mkdir(join(root, 'build'), { recursive: true });
const folder = await mkdtemp(join(root, 'build/bundle-'));
try {
  await emitJavaScript(join(folder, 'src'));
  const stats = join(folder, 'stats.json');
  await bundle('main', target, ['--stats-out', stats]);
  await minifyChunks(target);
  // Not ncc's own list of licences: it passes over packages without a file of their own, and others.
  const { modules } = JSON.parse(await readFile(stats, 'utf8'));
  await writeFile(join(target, 'licenses.txt'), await licenseNotices(root, bundledPackages(modules)));
  // The step at the end of a job and the other threads load nothing of all that, or little.
  for (const entry of ['post', 'watchdog', 'worker']) {
    const alone = join(folder, entry);
    await bundle(entry, alone);
    await copyFile(join(alone, 'index.js'), join(target, `${entry}.js`));
  }
  for (const name of (await readdir(target)).filter((name) => name.endsWith('.js'))) {
    const path = join(target, name);
    await writeFile(path, eagerFactories(await readFile(path, 'utf8')));
  }
} finally {
  await rm(folder, { recursive: true });
}

/** The types are checked with all others, by `npm run check`: here they are only taken away. */
async function emitJavaScript(folder: string): Promise<void> {
  await run('tsc', ['--project', 'src', '--noCheck', '--outDir', folder]);
  // Some of our files name one of a package by its path.
  await symlink(join(root, 'node_modules'), join(folder, '../node_modules'), 'junction');
  await cp(join(root, 'src'), folder, { recursive: true, filter: (path) => !/\.(?:ts|json)$/.test(path) });
}

/** @param entry which file of src/ */
async function bundle(entry: string, out: string, options: readonly string[] = []): Promise<void> {
  const args = ['build', `src/${entry}.js`, '--out', out, '--minify', '--no-cache', ...options];
  // Names of chunks come from paths below the folder that it runs in.
  await run('ncc', args, { cwd: folder });
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
