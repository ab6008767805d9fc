import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readChangelog } from './changelog.ts';
import { git, headCommit } from './git.ts';
import { repositoryOf } from './references.ts';
import { finishSbom, type Sbom } from './sbom.ts';

const root = join(import.meta.dirname, '../..');

/** What a runner runs, and its papers. */
const archived = ['action.yml', 'dist', 'schemas', 'LICENSE', 'SECURITY.md', 'CHANGELOG.md'];

/**
 * Writes what a release consists of into a folder: the archive, the list of what is bundled, their checksums, those of
 * every file that an attestation is to name, and the notes.
 */
export async function writeAssets(folder: string): Promise<void> {
  const manifest = JSON.parse(await read('package.json'));
  const { version } = manifest;
  const repository = repositoryOf(manifest);
  const { sha: commit, date } = headCommit();
  await mkdir(folder, { recursive: true });
  const name = `entra-user-audit-v${version}`;

  const archive = `${name}.tar.gz`;
  git('archive', '--format=tar.gz', `--prefix=${name}/`, `--output=${join(folder, archive)}`, 'HEAD', ...archived);
  const list = `${name}.spdx.json`;
  const licenses = await read('dist/licenses.txt');
  const lockfile = JSON.parse(await read('package-lock.json'));
  const sbom = finishSbom(await npmSbom(), { repository, version, commit, date, lockfile, licenses });
  await writeFile(join(folder, list), `${JSON.stringify(sbom, undefined, 2)}\n`);

  const assets = await checksums(folder, [archive, list]);
  await writeFile(join(folder, 'SHA256SUMS'), assets);
  const bundle = (await readdir(join(root, 'dist'))).sort().map((file) => `dist/${file}`);
  await writeFile(join(folder, 'subjects.sha256'), assets + (await checksums(root, ['action.yml', ...bundle])));
  const [, newest] = readChangelog(await read('CHANGELOG.md'));
  await writeFile(join(folder, 'notes.md'), notes({ repository, version, commit, body: newest?.body ?? '' }));
}

async function npmSbom(): Promise<Sbom> {
  const args = ['sbom', '--sbom-format=spdx', '--package-lock-only'];
  const npm = process.env.npm_execpath;
  const [program, before] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const { stdout } = await promisify(execFile)(program, [...before, ...args], { cwd: root, maxBuffer: 1e8 });
  return JSON.parse(stdout);
}

/** Lines as `sha256sum` writes and reads them. */
async function checksums(folder: string, names: readonly string[]): Promise<string> {
  const lines = names.map(async (name) => {
    const digest = createHash('sha256').update(await readFile(join(folder, name)));
    return `${digest.digest('hex')}  ${name}\n`;
  });
  return (await Promise.all(lines)).join('');
}

/** GitHub breaks the lines of a release as they are broken here. */
function notes(of: { repository: string; version: string; commit: string; body: string }): string {
  const { repository, version, commit, body } = of;
  return `\`\`\`yaml
- uses: ${repository}@${commit} # v${version}
\`\`\`

${body.replace(/\n +(?=[^ -])/g, ' ')}

[How to check](https://github.com/${repository}/blob/${commit}/docs/verify.md) that this is what was built from its source.
`;
}

function read(name: string): Promise<string> {
  return readFile(join(root, name), 'utf8');
}
