import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { mkdtempDisposable, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createFollowedFile } from '../../src/disk/followed-file.ts';
import { readContent } from '../harness/read-content.ts';

/** A file in a folder of its own. */
async function createFile() {
  const folder = await mkdtempDisposable(join(tmpdir(), 'followed-'));
  const file = createFollowedFile(join(folder.path, 'content'));
  return {
    ...{ folder: folder.path, file },
    async [Symbol.asyncDispose]() {
      await file.close();
      await folder.remove();
    },
  };
}

test('whoever reads waits for what is written, and has all of it in the end, as often as he likes', async () => {
  await using made = await createFile();
  const { file } = made;
  const reading = readContent(file);
  const begun = file.until(4);
  for (const text of ['one ', 'two ', 'three']) await file.write(Buffer.from(text));
  assert.ok((await begun) >= 4);
  file.end();
  for (const content of [await reading, await readContent(file)]) assert.equal(String(content), 'one two three');
  assert.equal(await file.until(1_000), 13);
  assert.deepEqual(await Array.fromAsync(file.part(4, 7), String), ['two']);
  for (const digest of [file.sha256(), file.sha256()]) assert.equal(digest, hash('sha256', 'one two three'));
});

test('nothing of it has a name while it is written', async () => {
  await using made = await createFile();
  await made.file.write(Buffer.from('content'));
  assert.deepEqual(await readdir(made.folder), []);
});

test('why it has failed is told to whoever reads, waiting or not, and to whoever writes', async () => {
  await using made = await createFile();
  const { file } = made;
  const reason = new Error('no more');
  await file.write(Buffer.from('content'));
  const met = Promise.all([assert.rejects(file.until(100), reason), assert.rejects(file.part(0, 7).next(), reason)]);
  file.fail(reason);
  file.fail(new Error('a later one'));
  await file.close();
  await met;
  await assert.rejects(file.until(1), reason);
  await assert.rejects(file.part(0, 7).next(), reason);
  await assert.rejects(file.write(Buffer.from('more')), reason);
});

test('a disk that takes nothing is told as what it is', async () => {
  const path = join(tmpdir(), 'no such folder', 'content');
  const refused = { code: 'disk-refused', facts: { path, reason: 'ENOENT' } };
  await assert.rejects(createFollowedFile(path).write(Buffer.from('content')), refused);
});
