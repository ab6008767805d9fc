import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startGitHub } from '../../../emulator/github/index.ts';
import { folderWith, withArtifactClient } from './artifact-client.ts';

test('a name that is taken within the run is refused with the conflict of the real service', async (t) => {
  const github = await startGitHub();
  t.after(github.close);
  const folder = await folderWith(t, { 'a.txt': 'a' });
  const upload = `await client.uploadArtifact('taken', ['${folder}/a.txt'], '${folder}');`;
  const twice = `${upload} try { ${upload} } catch (error) { answer(error.message); }`;

  const message = await withArtifactClient(await github.env(github.startRun()), twice);
  assert.equal(
    message,
    'Failed to CreateArtifact: Received non-retryable error: Failed request: (409) Conflict: an artifact with this name already exists on the workflow run',
  );

  const another = await withArtifactClient(await github.env(github.startRun()), `${upload} answer('taken');`);
  assert.equal(another, 'taken', 'the same name is free in another run');
});
