import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { clearFolder } from '../../src/disk/clear-folder.ts';
import { openOutputFolder } from '../../src/disk/output-folder.ts';

/** A RUNNER_TEMP with a folder beside it. @returns what is left in both */
async function inRunner(work: (temporary: string, elsewhere: string) => Promise<void>) {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'runner-')));
  const [temporary, elsewhere] = [join(root, 'temp'), join(root, 'elsewhere')];
  try {
    for (const folder of [temporary, elsewhere]) await mkdir(folder);
    await work(temporary, elsewhere);
    return { temporary: await readdir(temporary), elsewhere: await readdir(elsewhere) };
  } finally {
    await rm(root, { recursive: true });
  }
}

test('the fresh folder of an audit goes, with all that is in it, and its links are not followed', async () => {
  const left = await inRunner(async (temporary, elsewhere) => {
    const folder = await openOutputFolder(undefined, temporary, []);
    await (await folder.create('users.csv')).close();
    await writeFile(join(elsewhere, 'file'), 'not ours');
    await symlink(elsewhere, join(folder.path, 'link'));
    assert.equal(clearFolder(folder.path, temporary), true);
    assert.equal(clearFolder(folder.path, temporary), false, 'it has gone');
  });
  assert.deepEqual(left, { temporary: [], elsewhere: ['file'] });
});

test('of a folder that was asked for, the hidden one in it goes, wherever it is', async () => {
  const left = await inRunner(async (temporary, elsewhere) => {
    const { scratch } = await openOutputFolder(elsewhere, temporary, []);
    await writeFile(join(elsewhere, 'users.csv'), 'whole');
    assert.equal(clearFolder(scratch, temporary), true);
  });
  assert.deepEqual(left, { temporary: [], elsewhere: ['users.csv'] });
});

for (const [what, name] of [
  ['of another name', 'other-aB3dE6'],
  ['whose name only begins like ours', 'entra-user-audit-mine'],
  ['that is RUNNER_TEMP itself', '.'],
  ['above it', '..'],
  ['behind a name of ours', 'entra-user-audit-aB3dE6/..'],
] as const) {
  test(`a folder ${what} stays`, async () => {
    const left = await inRunner(async (temporary) => {
      await mkdir(join(temporary, 'entra-user-audit-aB3dE6'));
      await mkdir(`${temporary}/${name}`, { recursive: true });
      assert.equal(clearFolder(`${temporary}/${name}`, temporary), false);
    });
    assert.ok(left.temporary.includes('entra-user-audit-aB3dE6'));
    if (!name.includes('.')) assert.ok(left.temporary.includes(name));
  });
}

test('neither a link of our name goes, nor what it leads to, nor such a folder elsewhere', async () => {
  const name = 'entra-user-audit-aB3dE6';
  const left = await inRunner(async (temporary, elsewhere) => {
    await mkdir(join(elsewhere, name));
    await symlink(join(elsewhere, name), join(temporary, name));
    assert.equal(clearFolder(join(temporary, name), temporary), false);
    assert.equal(clearFolder(join(elsewhere, name), temporary), false);
    await symlink(elsewhere, join(temporary, 'way'));
    assert.equal(clearFolder(join(temporary, 'way', name), temporary), false);
  });
  assert.deepEqual(left, { temporary: [name, 'way'], elsewhere: [name] });
});

test('a hidden folder is not looked for behind a link that was not there before', async () => {
  const left = await inRunner(async (temporary, elsewhere) => {
    const { scratch } = await openOutputFolder(elsewhere, temporary, []);
    await symlink(elsewhere, join(temporary, 'way'));
    assert.equal(clearFolder(join(temporary, 'way', basename(scratch)), temporary), false);
  });
  assert.equal(left.elsewhere.length, 1);
});
