import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { type ArtifactZip, openArtifactZip, ZipProblem } from '../../src/github/artifact-zip.ts';

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

/** Opens these bytes as a zip, for as long as `look` takes. */
async function withZip(bytes: Uint8Array, look: (zip: ArtifactZip, folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'zip-'));
  try {
    await writeFile(join(folder, 'a.zip'), bytes);
    const zip = await openArtifactZip(join(folder, 'a.zip'));
    try {
      await look(zip, folder);
    } finally {
      zip.close();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The zip with a name in it replaced by another one of the same length, everywhere. */
function renamed(zip: Uint8Array, from: string, to: string): Buffer {
  return Buffer.from(Buffer.from(zip).toString('latin1').replaceAll(from, to), 'latin1');
}

const small = zipSync({
  'manifest.json': strToU8('{}'),
  'manifest.jsox': strToU8('{"evil":1}'),
  'users.jsonl': strToU8(''),
});

for (const [what, bytes, problem] of [
  [
    'two files of one name',
    renamed(small, 'manifest.jsox', 'manifest.json'),
    /^ZipProblem: it holds two files of one name$/,
  ],
  ['two other files of one name', renamed(small, 'manifest.json', 'manifest.jsox'), /it holds two files of one name/],
  [
    'a name that leads out',
    renamed(small, 'manifest.jsox', '../../../evil'),
    /the zip is broken \(invalid relative path/,
  ],
  ['a name from the root', renamed(small, 'manifest.jsox', '/etc/evil/jso'), /the zip is broken \(absolute path/],
  [
    'a name with a backslash',
    renamed(small, 'manifest.jsox', '..\\..\\xx.jsox'),
    /the zip is broken \(invalid characters/,
  ],
  ['more files than there may be', filled(1_001), /it holds thousands of files/],
] as const) {
  test(`a zip with ${what} is refused as a whole`, async () => {
    await assert.rejects(
      withZip(bytes, async () => {}),
      (error: Error) => error instanceof ZipProblem && problem.test(`ZipProblem: ${error.message}`),
    );
  });
}

test('a zip may hold a thousand files', () =>
  withZip(filled(1_000), async (zip) => assert.ok(zip.has('f999') && !zip.has('f1000'))));

function filled(number: number): Uint8Array {
  return zipSync(Object.fromEntries(Array.from({ length: number }, (_, index) => [`f${index}`, strToU8('')])));
}

test('a file of just the size that is allowed is read, one of a byte more is not', () =>
  withZip(zipSync({ a: strToU8('12345') }), async (zip) => {
    assert.equal((await zip.read('a', 5)).toString(), '12345');
    await assert.rejects(zip.read('a', 4), /its a is enormous/);
    await assert.rejects(zip.read('b', 5), /it holds no b/);
  }));

test('what unpacks to more than 200 times its size is refused, once it is large', async () => {
  const [matters, beyond] = [16 * 1024 * 1024, 16 * 1024 * 1024 + 1];
  const zeros = zipSync({ matters: new Uint8Array(matters), beyond: new Uint8Array(beyond) });
  await withZip(zeros, async (zip) => {
    assert.equal((await zip.read('matters', matters)).length, matters);
    await assert.rejects(zip.read('beyond', beyond), /its beyond unpacks to more than 200 times its size/);
  });
});

test('a file that is encrypted is refused', async () => {
  const locked = Buffer.from(zipSync({ a: strToU8('x') }));
  locked.writeUInt16LE(locked.readUInt16LE(6) | 1, 6);
  const contents = locked.indexOf('PK\x01\x02');
  locked.writeUInt16LE(locked.readUInt16LE(contents + 8) | 1, contents + 8);
  await withZip(locked, (zip) => assert.rejects(zip.read('a', 10), /its a is encrypted/));
});

test('a file is unpacked only where nothing is yet, and only with the size that its manifest says', () =>
  withZip(zipSync({ a: strToU8('x') }), async (zip, folder) => {
    const { signal } = new AbortController();
    const expected = { bytes: 1, sha256: createHash('sha256').update('x').digest('hex') };
    const target = join(folder, 'a');
    for (const bytes of [0, 2]) {
      await assert.rejects(zip.unpack('a', target, { ...expected, bytes }, signal), /has not the size/);
    }
    assert.deepEqual(await readdir(folder), ['a.zip']);
    await zip.unpack('a', target, expected, signal);
    assert.equal(await readFile(target, 'utf8'), 'x');
    await assert.rejects(zip.unpack('a', target, expected, signal), { code: 'EEXIST' });
    assert.equal(await readFile(target, 'utf8'), 'x', 'what was there stays');
  }));
