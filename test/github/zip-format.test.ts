import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader } from 'yauzl';
import { dataDescriptor, directoryOf, type ZipEntry } from '../../src/github/zip-format.ts';

const packedAt = new Date('2026-11-30T12:34:56Z');
const entry = (name: string, numbers: Pick<ZipEntry, 'offset' | 'size' | 'packedSize'>): ZipEntry => {
  return { name: Buffer.from(name), packedAt, crc: 0xfedcba98, ...numbers };
};

/** What a library for zips reads in the end of one, whose beginning nobody has made. */
async function readDirectory(entries: readonly ZipEntry[], offset: number): Promise<Entry[]> {
  const directory = directoryOf(entries, offset);
  class Reader extends RandomAccessReader {
    override _readStreamForRange(start: number, end: number) {
      const before = Buffer.alloc(Math.max(0, offset - start));
      return Readable.from([before, directory.subarray(Math.max(0, start - offset), end - offset)]);
    }
  }
  const zip = await fromRandomAccessReaderPromise(new Reader(), offset + directory.length, { lazyEntries: true });
  const found: Entry[] = [];
  for await (const one of zip.eachEntry()) found.push(one);
  return found;
}

const GiB = 2 ** 30;

for (const [what, entries, offset] of [
  ['small files', [entry('users.jsonl', { offset: 0, size: 3, packedSize: 5 })], 60],
  ['a large file', [entry('ü.jsonl', { offset: 0, size: 6 * GiB, packedSize: GiB })], GiB + 80],
  [
    'a file that lies far behind',
    [
      entry('users.jsonl', { offset: 0, size: 9 * GiB, packedSize: 5 * GiB }),
      entry('users.csv', { offset: 5 * GiB + 80, size: 1, packedSize: 3 }),
    ],
    5 * GiB + 200,
  ],
  [
    'a file whose size is that of the sign for a large one',
    [entry('a', { offset: 0, size: 2 ** 32 - 1, packedSize: 9 })],
    90,
  ],
] as const) {
  test(`another library reads where everything is, and how large: ${what}`, async () => {
    const found = await readDirectory(entries, offset);
    assert.deepEqual(
      found.map((one) => ({
        name: one.fileName,
        offset: one.relativeOffsetOfLocalHeader,
        crc: one.crc32,
        size: one.uncompressedSize,
        packedSize: one.compressedSize,
        packedAt: one.getLastModDate({ timezone: 'UTC' }),
        mode: one.externalFileAttributes >>> 16,
      })),
      entries.map((one) => ({ ...one, name: String(one.name), mode: 0o100600 })),
    );
  });
}

for (const number of [65_534, 65_535, 70_000]) {
  test(`another library finds ${number} files, of which a small zip can count 65,534`, async () => {
    const entries = Array.from({ length: number }, (_, index) => {
      return entry(`${index}`, { offset: index * 50, size: index, packedSize: 7 });
    });
    assert.equal((await readDirectory(entries, number * 50)).length, number);
  });
}

test('behind a large file its sizes have eight bytes, behind another four', () => {
  const small = dataDescriptor(entry('a', { offset: 0, size: 3, packedSize: 5 }));
  const large = dataDescriptor(entry('a', { offset: 0, size: 6 * GiB, packedSize: 5 }));
  assert.deepEqual(small.toString('hex'), '504b070898badcfe0500000003000000');
  assert.deepEqual(large.toString('hex'), '504b070898badcfe05000000000000000000008001000000');
});
