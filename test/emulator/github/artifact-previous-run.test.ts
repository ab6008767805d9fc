import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { startGitHub } from '../../../emulator/github/index.ts';
import { folderWith, withArtifactClient } from './artifact-client.ts';

test("a later run reads an earlier run's artifact over the REST API", async (t) => {
  const github = await startGitHub();
  t.after(github.close);
  const earlier = github.startRun();
  const folder = await folderWith(t, { 'a.txt': 'earlier' });
  await withArtifactClient(
    await github.env(earlier),
    `await client.uploadArtifact('list', ['${folder}/a.txt'], '${folder}');`,
  );
  github.finishRun(earlier, 'success');

  const { owner, name } = github.repository;
  const findBy = { token: github.token, workflowRunId: earlier.id, repositoryOwner: owner, repositoryName: name };
  const answer = await withArtifactClient(
    await github.env(github.startRun()),
    `const findBy = ${JSON.stringify(findBy)};
     const { artifacts: [listed] } = await client.listArtifacts({ findBy });
     const { artifact } = await client.getArtifact('list', { findBy });
     const { digestMismatch } = await client.downloadArtifact(artifact.id, { path: '${folder}/down', findBy, expectedHash: artifact.digest });
     answer({ same: listed.id === artifact.id, digestMismatch });`,
  );

  assert.deepEqual(answer, { same: true, digestMismatch: false });
  assert.equal(await readFile(join(folder, 'down', 'a.txt'), 'utf8'), 'earlier');
});
