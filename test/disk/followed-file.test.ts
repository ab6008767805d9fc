import assert from 'node:assert/strict';
import { mkdtempDisposable, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createFollowedFile } from '../../src/disk/followed-file.ts';

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

test('whoever reads waits for what is written, and has all of it in the end', async () => {
  await using made = await createFile();
  const { file } = made;
  const reading = Array.fromAsync(file.content(), String);
  for (const text of ['one ', 'two ', 'three']) await file.write(Buffer.from(text));
  file.end();
  assert.equal((await reading).join(''), 'one two three');
  assert.equal((await Array.fromAsync(file.content(), String)).join(''), 'one two three', 'once more');
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
  const waiting = file.content();
  await waiting.next();
  const met = assert.rejects(waiting.next(), reason);
  file.fail(reason);
  file.fail(new Error('a later one'));
  await file.close();
  await met;
  await assert.rejects(file.content().next(), reason);
  await assert.rejects(file.write(Buffer.from('more')), reason);
});

test('a disk that takes nothing is told as what it is', async () => {
  const path = join(tmpdir(), 'no such folder', 'content');
  const refused = { code: 'disk-refused', facts: { path, reason: 'ENOENT' } };
  await assert.rejects(createFollowedFile(path).write(Buffer.from('content')), refused);
});
