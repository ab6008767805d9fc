import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempDisposable, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { strFromU8, unzipSync } from 'fflate';
import { beginZip } from '../../src/github/zip-files.ts';

const text = 'id,displayName\n1,Ada\n';
const changed = { code: 'file-changed', facts: { name: 'users.csv' } };

/** A folder with a file that is whole. */
async function folderWithFile() {
  const folder = await mkdtempDisposable(join(tmpdir(), 'zip-'));
  const path = join(folder.path, 'users.csv');
  await writeFile(path, text);
  const file = { name: 'users.csv', path, sha256: createHash('sha256').update(text).digest('hex') };
  return { folder, path, file, [Symbol.asyncDispose]: () => folder.remove() };
}

test('what was packed before comes first, and what comes behind it is packed as well', async () => {
  await using made = await folderWithFile();
  const later = join(made.folder.path, 'manifest.json');
  const zip = beginZip(made.folder.path);
  zip.add(made.file);
  await writeFile(later, '{}');
  const files = unzipSync(await buffer(zip.finish([later])));
  assert.deepEqual(
    Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]),
    [
      ['users.csv', text],
      ['manifest.json', '{}'],
    ],
  );
});

for (const [what, change] of [
  ['another text of the same length', (path: string) => writeFile(path, text.replace('Ada', 'Eve'))],
  ['more text', (path: string) => writeFile(path, `${text}2,Eve\n`)],
  ['nothing', (path: string) => rm(path)],
  [
    'a link to a copy',
    async (path: string) => {
      await rename(path, `${path}.old`);
      await symlink(`${path}.old`, path);
    },
  ],
] as const) {
  test(`${what} in the place of a file breaks the zip, whoever reads it and whenever`, async () => {
    await using made = await folderWithFile();
    await change(made.path);
    const zip = beginZip(made.folder.path);
    zip.add(made.file);
    await assert.rejects(buffer(zip.finish([])), changed);

    const late = beginZip(made.folder.path);
    late.add(made.file);
    const content = late.finish([]);
    await new Promise((resolve) => content.once('close', resolve));
    await assert.rejects(buffer(content), changed);
  });
}

test('a zip that nobody wants any more leaves no file open', async () => {
  await using made = await folderWithFile();
  const openFiles = async () => (await readdir('/proc/self/fd').catch(() => [])).length;
  await writeFile(made.path, randomBytes(32 << 20));
  const before = await openFiles();
  for (const moment of ['at once', 'in the middle']) {
    const zip = beginZip(made.folder.path);
    zip.add(made.file);
    const content = zip.finish([]);
    while (moment === 'in the middle' && content.readableLength < 1 << 20) await nextTurn();
    zip.drop();
    await assert.rejects(buffer(content));
    for (let turn = 0; turn < 1_000 && (await openFiles()) > before; turn += 1);
    assert.equal(await openFiles(), before, moment);
  }
});
