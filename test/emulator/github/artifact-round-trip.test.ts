import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { startGitHub } from '../../../emulator/github/index.ts';
import { folderWith, withArtifactClient } from './artifact-client.ts';

test("GitHub's own client uploads, finds, downloads with its hash and deletes an artifact", async (t) => {
  const github = await startGitHub();
  t.after(github.close);
  const run = github.startRun();
  const env = await github.env(run);
  const folder = await folderWith(t, { 'users.jsonl': '{"id":"1"}\n', 'manifest.json': '{}' });

  const uploaded = (await withArtifactClient(
    env,
    `answer(await client.uploadArtifact('entra-users', ['${folder}/users.jsonl', '${folder}/manifest.json'], '${folder}', { retentionDays: 3 }));`,
  )) as { id: number; size: number; digest: string };

  const [artifact, ...others] = github.artifacts(run.id);
  assert.deepEqual(others, []);
  assert.equal(artifact?.id, uploaded.id);
  assert.equal(artifact?.size, uploaded.size);
  assert.equal(artifact?.digest, `sha256:${uploaded.digest}`);
  assert.equal(artifact?.zip.subarray(0, 2).toString(), 'PK');

  const found = (await withArtifactClient(
    env,
    `const { artifacts } = await client.listArtifacts();
     const { artifact } = await client.getArtifact('entra-users');
     const expectedHash = artifact.digest;
     const good = await client.downloadArtifact(artifact.id, { path: '${folder}/good', expectedHash });
     const bad = await client.downloadArtifact(artifact.id, { path: '${folder}/bad', expectedHash: 'sha256:00' });
     answer({ artifacts, good, bad });`,
  )) as Record<'good' | 'bad', { digestMismatch: boolean }> & { artifacts: { name: string; digest: string }[] };
  assert.deepEqual(
    found.artifacts.map(({ name, digest }) => [name, digest]),
    [['entra-users', artifact?.digest]],
  );
  assert.equal(found.good.digestMismatch, false);
  assert.equal(found.bad.digestMismatch, true);
  assert.equal(await readFile(join(folder, 'good', 'users.jsonl'), 'utf8'), '{"id":"1"}\n');

  const deleted = await withArtifactClient(env, `answer(await client.deleteArtifact('entra-users'));`);
  assert.deepEqual(deleted, { id: uploaded.id });
  assert.deepEqual(github.artifacts(run.id), []);
});
