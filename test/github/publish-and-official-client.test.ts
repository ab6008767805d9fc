import assert from 'node:assert/strict';
import { hash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { startGitHub } from '../../emulator/github/index.ts';
import { publishArtifact, withdrawArtifact } from '../../src/github/publish-artifact.ts';
import { beginZip } from '../../src/github/zip-files.ts';
import { createTransport } from '../../src/http/transport.ts';
import { folderWith, withArtifactClient } from '../emulator/github/artifact-client.ts';
import { filesInZip } from '../harness/age-files.ts';

const pace = { now: Date.now, random: Math.random, sleep: async () => {} };
const { signal } = new AbortController();
const transport = createTransport(signal);

async function fileToPack(path: string) {
  return { name: basename(path), path, sha256: hash('sha256', await readFile(path)) };
}

/** As our uploads are, and as the client of GitHub takes them. */
async function twoJobs() {
  const github = await startGitHub();
  const [run, theirs] = [github.startRun(), github.startRun()];
  const env = await github.env(run);
  return {
    github,
    parts: { env, transport, pace, mask() {} },
    env,
    ofOurs: () => github.artifacts(run.id),
    envOfTheirs: await github.env(theirs),
    ofTheirs: () => github.artifacts(theirs.id),
    [Symbol.asyncDispose]: () => github.close(),
  };
}

test("GitHub's own client lists, downloads and finds whole what was published here, and publishes the same itself", async (t) => {
  await using jobs = await twoJobs();
  // More than one block, and what cannot be compressed.
  const files = {
    'users.jsonl': '{"id":"1"}\n'.repeat(1_000_000),
    'noise.bin': randomBytes(9 << 20).toString('latin1'),
  };
  const folder = await folderWith(t, { ...files, 'empty.csv': '' });
  const paths = ['users.jsonl', 'noise.bin', 'empty.csv'].map((name) => join(folder, name));
  const packing = beginZip({ kept: folder, scratch: await folderWith(t, {}) }, Date.now);
  const written = paths.map((path) => fileToPack(path));
  const upload = { name: 'entra-users', files: await Promise.all(written), packing, retentionDays: 3, signal };
  const published = await publishArtifact(jobs.parts, upload);
  await packing.drop();

  const found = (await withArtifactClient(
    jobs.env,
    `const { artifact } = await client.getArtifact('entra-users');
     const got = await client.downloadArtifact(artifact.id, { path: '${folder}/got', expectedHash: 'sha256:${published.digest}' });
     answer({ artifact, got });`,
  )) as { artifact: object; got: { digestMismatch: boolean } };
  assert.deepEqual(
    { ...found.artifact, createdAt: undefined },
    {
      ...{ name: 'entra-users', id: Number(published.id), size: published.bytes, createdAt: undefined },
      digest: `sha256:${published.digest}`,
    },
  );
  assert.equal(found.got.digestMismatch, false);
  for (const [name, content] of Object.entries(files)) {
    assert.ok((await readFile(join(folder, 'got', name), 'utf8')) === content, name);
  }

  await withArtifactClient(
    jobs.envOfTheirs,
    `answer(await client.uploadArtifact('entra-users', ${JSON.stringify(paths)}, '${folder}', { retentionDays: 3 }));`,
  );
  const [[ours], [theirs]] = [jobs.ofOurs(), jobs.ofTheirs()];
  assert.ok(ours && theirs);
  assert.deepEqual(filesInZip(ours.zip), filesInZip(theirs.zip));
  assert.deepEqual([ours.name, ours.mimeType], [theirs.name, theirs.mimeType]);
  assert.ok(Math.abs(ours.expiresAt - theirs.expiresAt) < 7_200_000, 'kept as long, but for a change of the clocks');

  await withdrawArtifact(jobs.parts, 'entra-users');
  assert.deepEqual(jobs.ofOurs(), []);
});

test('what is published unzipped is what its own client publishes', async (t) => {
  await using jobs = await twoJobs();
  const folder = await folderWith(t, { 'report.html': '<p>A report' });
  const files = [join(folder, 'report.html')];
  await publishArtifact(jobs.parts, {
    name: 'report.html',
    files: await Promise.all(files.map(fileToPack)),
    retentionDays: undefined,
    signal,
    unzipped: true,
  });
  await withArtifactClient(
    jobs.envOfTheirs,
    `answer(await client.uploadArtifact('report.html', ${JSON.stringify(files)}, '${folder}', { skipArchive: true }));`,
  );
  const [[ours], [theirs]] = [jobs.ofOurs(), jobs.ofTheirs()];
  assert.ok(ours && theirs);
  assert.deepEqual(
    [ours.name, ours.mimeType, ours.digest, ours.zip],
    [theirs.name, theirs.mimeType, theirs.digest, theirs.zip],
  );
});
