import { glob, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { newestPinned, readChangelog, withLinks } from './changelog.ts';
import {
  type Reference,
  referenceModule,
  repositoryIn,
  repositoryOf,
  writeReferences,
  writeRepository,
} from './references.ts';

const root = join(import.meta.dirname, '../..');
const record = 'infra/action-reference.ts';

/** What people copy from or click on. Tests have repositories of their own. */
const files = ['**/*.{md,yml,yaml}', '.github/**/*.{md,yml,yaml}', '.github/CODEOWNERS'];
const others = new Set(['node_modules', 'dist', 'build', 'test', '.git', 'CHANGELOG.md']);

/** How this checkout names the Action. */
export async function readReference(): Promise<Reference> {
  const [manifest, changelog] = await Promise.all(['package.json', 'CHANGELOG.md'].map(read));
  return {
    repository: repositoryOf(JSON.parse(manifest ?? '')),
    release: newestPinned(readChangelog(changelog ?? '')),
  };
}

/**
 * Names the Action everywhere in the tree.
 *
 * @param update changes a file, or says that it is stale
 */
export async function updateReferences(
  update: (name: string, change: (text: string) => string) => Promise<void>,
): Promise<void> {
  const reference = await readReference();
  const was = repositoryIn(await read(record).catch(() => ''));
  const names = new Set<string>();
  for await (const name of glob(files, { cwd: root, exclude: (path) => others.has(basename(path)) }))
    names.add(name.replaceAll('\\', '/'));
  for (const name of [...names].sort()) await update(name, (text) => writeReferences(text, reference, was));
  await update('CHANGELOG.md', (text) =>
    withLinks(writeRepository(text, reference.repository, was), reference.repository),
  );
  // Last, because it tells what the others were written of.
  await update(record, () => referenceModule(reference));
}

function read(name: string): Promise<string> {
  return readFile(join(root, name), 'utf8');
}
