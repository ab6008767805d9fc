import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempDisposable, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { beginZip } from '../../src/github/zip-files.ts';
import { readContent } from '../harness/read-content.ts';

const text = 'id,displayName\n1,Ada\n';
const changed = { code: 'file-changed', facts: { name: 'users.csv' } };

/** A folder with a file that is whole. */
async function folderWithFile() {
  const folder = await mkdtempDisposable(join(tmpdir(), 'zip-'));
  const write = async (name: string, content: string | Buffer) => {
    const path = join(folder.path, name);
    await writeFile(path, content);
    return { name, path, sha256: createHash('sha256').update(content).digest('hex') };
  };
  const file = await write('users.csv', text);
  const begin = () => beginZip({ kept: folder.path, scratch: folder.path }, Date.now);
  return { folder, path: file.path, file, write, begin, [Symbol.asyncDispose]: () => folder.remove() };
}

test('what was packed before comes first, and what comes behind it is packed as well', async () => {
  await using made = await folderWithFile();
  const zip = made.begin();
  zip.add(made.file);
  zip.add(await made.write('manifest.json', '{}'));
  const files = unzipSync(await readContent(zip.finish()));
  await zip.drop();
  assert.deepEqual(
    Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]),
    [
      ['users.csv', text],
      ['manifest.json', '{}'],
    ],
  );
});

test('files that end with a piece, before it and behind it come out as they are', async () => {
  await using made = await folderWithFile();
  const piece = 512 * 1024;
  // Half of it can be packed, and what comes again lies in the piece before.
  const noise = randomBytes(20_000).toString('base64');
  const text = Buffer.from(noise.repeat(200));
  const sizes = [0, 1, piece - 1, piece, piece + 1, 2 * piece, 7 * piece + 99];
  const zip = made.begin();
  for (const size of sizes) zip.add(await made.write(String(size), text.subarray(0, size)));
  const packed = await readContent(zip.finish());
  await zip.drop();
  const files = unzipSync(packed);
  for (const size of sizes) assert.ok(text.subarray(0, size).equals(files[size] as Uint8Array), String(size));
  assert.ok(packed.length < 0.75 * sizes.reduce((sum, size) => sum + size));
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
    const zip = made.begin();
    zip.add(made.file);
    const late = made.begin();
    late.add(made.file);
    const content = late.finish();
    await assert.rejects(readContent(zip.finish()), changed);
    await assert.rejects(readContent(content), changed);
    for (const one of [zip, late]) await one.drop();
  });
}

test('a zip that nobody wants any more leaves no file open', async () => {
  await using made = await folderWithFile();
  const openFiles = async () => (await readdir('/proc/self/fd').catch(() => [])).length;
  const file = await made.write('noise.bin', randomBytes(32 << 20));
  const before = await openFiles();
  for (const moment of ['at once', 'in the middle']) {
    const zip = made.begin();
    zip.add(file);
    const content = zip.finish();
    if (moment === 'in the middle') await content.until(1);
    await zip.drop();
    assert.equal(await openFiles(), before, moment);
    await assert.rejects(readContent(content));
  }
});
