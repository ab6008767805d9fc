import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { startGitHub } from '../../../emulator/github/index.ts';
import { folderWith, withArtifactClient } from './artifact-client.ts';

test('a single file can be published unzipped, under its own name', async (t) => {
  const github = await startGitHub();
  t.after(github.close);
  const run = github.startRun();
  const folder = await folderWith(t, { 'report.html': '<p>fine</p>' });

  await withArtifactClient(
    await github.env(run),
    `const { id } = await client.uploadArtifact('ignored', ['${folder}/report.html'], '${folder}', { skipArchive: true });
     await client.downloadArtifact(id, { path: '${folder}/down' });`,
  );

  assert.deepEqual(
    github.artifacts(run.id).map(({ name, mimeType, zip }) => [name, mimeType, zip.toString()]),
    [['report.html', 'text/html', '<p>fine</p>']],
  );
  assert.equal(await readFile(join(folder, 'down', 'report.html'), 'utf8'), '<p>fine</p>');
});
