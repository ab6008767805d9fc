import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
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
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'output-')));
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
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'output-')));
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
  'changes.csv',
  'findings.json',
  'findings.csv',
  'SHA256SUMS',
  'report.html',
]) {
  test(`a ${name} that an earlier audit left in the folder goes before the next one begins`, async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'output-')));
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

test('what is kept stays what it was, whatever is put in the place of the published file', async () => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'output-')));
  try {
    await using output = await openOutputFolder(folder, tmpdir(), publishedNames);
    const file = await output.create('users.csv');
    await file.write([Buffer.from('ours')]);
    await file.close();
    const kept = await file.keep();
    await file.publish();
    await rename(join(folder, 'users.csv'), join(folder, 'moved'));
    await symlink('/etc/hostname', join(folder, 'users.csv'));
    assert.equal(await readFile(kept, 'utf8'), 'ours');
    assert.deepEqual([basename(kept), dirname(kept)], ['users.csv', output.kept]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a folder that others may write to is refused, with its mode', {
  skip: process.geteuid === undefined,
}, async () => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'output-')));
  try {
    await chmod(folder, 0o777);
    await writeFile(join(folder, 'users.csv'), 'old');
    const reason = `others may write to ${folder} (its mode is 0777)`;
    const expected = { code: 'folder-shared', facts: { path: folder, reason } };
    await assert.rejects(openOutputFolder(folder, tmpdir(), publishedNames), expected);
    assert.deepEqual(await readdir(folder), ['users.csv'], 'nothing was touched');
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** More than any system gives to a process. */
const nobody = 2 ** 31 - 1;

test('below RUNNER_TEMP, what a killed audit left goes with the next one; what is whole or at work stays', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'runner-'));
  const make = async (name: string, pid: number | undefined, ...files: string[]) => {
    await mkdir(join(parent, name));
    if (pid) await mkdir(join(parent, name, `.entra-user-audit-${pid}-aB3dE6`));
    for (const file of files) await writeFile(join(parent, name, file), '');
  };
  try {
    await make('entra-user-audit-killed', nobody, 'users.csv');
    await make('entra-user-audit-whole1', nobody, 'users.csv', 'manifest.json');
    await make('entra-user-audit-atwork', process.pid);
    await make('entra-user-audit-failed', undefined);
    await make('other', nobody);
    await symlink(join(parent, 'other'), join(parent, 'entra-user-audit-linked'));
    const { path } = await openOutputFolder(undefined, parent, publishedNames);
    const left = (await readdir(parent)).filter((name) => name !== basename(path)).sort();
    assert.deepEqual(left, [
      'entra-user-audit-atwork',
      'entra-user-audit-failed',
      'entra-user-audit-linked',
      'entra-user-audit-whole1',
      'other',
    ]);
    assert.deepEqual((await readdir(join(parent, 'entra-user-audit-whole1'))).sort(), ['manifest.json', 'users.csv']);
    assert.equal((await readdir(join(parent, 'other'))).length, 1);
  } finally {
    await rm(parent, { recursive: true });
  }
});
