import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { publishedNames } from '../../src/audit/published-names.ts';
import { guardDisk, guardDiskSync, openOutputFolder } from '../../src/disk/output-folder.ts';

const fails = (code: string) => () => {
  throw Object.assign(new Error(`${code}: words of the system`), { code });
};

for (const [code, failure] of [
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['EACCES', 'disk-refused'],
  ['EROFS', 'disk-refused'],
] as const) {
  test(`${code} while a file is written is told as ${failure}, with its path`, async () => {
    const expected = { code: failure };
    assert.throws(() => guardDiskSync('/a/path', fails(code)), expected);
    await assert.rejects(
      guardDisk('/a/path', async () => fails(code)()),
      (error: { code: string; facts: object }) => {
        assert.equal(error.code, failure);
        assert.equal((error.facts as { path: string }).path, '/a/path');
        return true;
      },
    );
  });
}

test('whatever else goes wrong is not told as a fault of the disk', () => {
  assert.throws(() => guardDiskSync('/a/path', fails('ERR_INVALID_ARG_TYPE')), { code: 'ERR_INVALID_ARG_TYPE' });
});

test('a folder where a file of ours belongs is told as a fault of the disk, not of this program', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'output-'));
  try {
    await mkdir(join(folder, 'users.csv'));
    await assert.rejects(
      openOutputFolder(folder, tmpdir(), publishedNames),
      (error: { code: string; facts: object }) => {
        assert.equal(error.code, 'disk-refused');
        assert.deepEqual(error.facts, { path: join(folder, 'users.csv'), reason: 'EISDIR' });
        return true;
      },
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('what a killed audit left in the folder goes, and what is not ours stays', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'output-'));
  try {
    const killed = await openOutputFolder(folder, tmpdir(), publishedNames);
    await (await killed.create('users.jsonl')).close();
    await mkdir(join(folder, '.git'));
    const { scratch } = await openOutputFolder(folder, tmpdir(), publishedNames);
    assert.deepEqual((await readdir(folder)).sort(), ['.git', basename(scratch)].sort());
  } finally {
    await rm(folder, { recursive: true });
  }
});

for (const name of [
  'manifest.json',
  'users.jsonl',
  'users.json',
  'users.csv',
  'changes.json',
  'findings.json',
  'SHA256SUMS',
  'report.html',
]) {
  test(`a ${name} that an earlier audit left in the folder goes before the next one begins`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'output-'));
    try {
      const foreign = [`${name}.bak`, `my-${name}`];
      for (const file of [name, ...foreign]) await writeFile(join(folder, file), 'old');
      const { scratch } = await openOutputFolder(folder, tmpdir(), publishedNames);
      assert.deepEqual((await readdir(folder)).sort(), [...foreign, basename(scratch)].sort());
    } finally {
      await rm(folder, { recursive: true });
    }
  });
}
