import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { openArtifactZip } from '../../src/github/artifact-zip.ts';

test('nothing is left of a file that is not what its manifest says, nor of one that there was no time for', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zip-'));
  const path = join(folder, 'a.zip');
  await writeFile(path, zipSync({ 'users.jsonl': strToU8('{}\n') }));
  const zip = await openArtifactZip(path);
  try {
    const target = join(folder, 'users');
    const expected = { bytes: 3, sha256: '0'.repeat(64) };
    const { signal } = new AbortController();
    await assert.rejects(zip.unpack('users.jsonl', target, expected, signal), /has not the SHA-256/);
    await assert.rejects(zip.unpack('users.jsonl', target, expected, AbortSignal.abort(new Error('late'))), /late/);
    assert.deepEqual(await readdir(folder), ['a.zip']);
  } finally {
    zip.close();
    await rm(folder, { recursive: true });
  }
});
