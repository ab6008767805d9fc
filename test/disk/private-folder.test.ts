import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { realPathOf, whyNotPrivate } from '../../src/disk/private-folder.ts';

const noModes = process.geteuid === undefined && 'there are no modes here';

/** Makes `above/folder` with modes, and does something with it. */
async function withModes<T>(above: number, own: number, look: (folder: string) => Promise<T> | T): Promise<T> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'private-')));
  const folder = join(root, 'above', 'folder');
  try {
    await mkdir(folder, { recursive: true });
    await chmod(join(root, 'above'), above);
    await chmod(folder, own);
    return await look(folder);
  } finally {
    await rm(root, { recursive: true });
  }
}

for (const [above, own, what] of [
  [0o755, 0o700, undefined],
  [0o755, 0o755, undefined],
  [0o1777, 0o700, undefined],
  [0o755, 0o777, 'folder'],
  [0o755, 0o1777, 'folder'],
  [0o755, 0o775, 'folder'],
  [0o755, 0o702, 'folder'],
  [0o777, 0o700, 'above'],
  [0o757, 0o700, 'above'],
] as const) {
  const mode = (number: number) => number.toString(8);
  test(
    `a folder of mode ${mode(own)} in one of ${mode(above)} is ${what ? `not private, for ${what}` : 'private'}`,
    {
      skip: noModes,
    },
    () =>
      withModes(above, own, (folder) => {
        const path = what === 'above' ? join(folder, '..') : folder;
        const shown = mode(what === 'above' ? above : own).padStart(4, '0');
        const expected = what && `others may write to ${path} (its mode is ${shown})`;
        assert.equal(whyNotPrivate(folder), expected);
      }),
  );
}

test('a folder that is not there yet is as private as those above it', { skip: noModes }, async () => {
  await withModes(0o755, 0o777, (folder) => assert.match(whyNotPrivate(join(folder, 'a/b')) ?? '', /0777/));
  await withModes(0o1777, 0o755, (folder) => assert.equal(whyNotPrivate(join(folder, 'a/b')), undefined));
});

test('what counts is where a link leads', { skip: noModes }, () =>
  withModes(0o755, 0o777, async (folder) => {
    const link = join(folder, '..', 'link');
    await symlink(folder, link);
    assert.match(whyNotPrivate(link) ?? '', /folder \(its mode is 0777\)/);
    assert.equal(realPathOf(join(link, 'a')), join(folder, 'a'));
  }),
);

test('a link to nowhere leads there all the same', () =>
  withModes(0o755, 0o755, async (folder) => {
    await symlink('../../elsewhere', join(folder, 'dangling'));
    assert.equal(realPathOf(join(folder, 'dangling/a')), join(folder, '../../elsewhere/a'));
  }));

test('links in a circle lead nowhere', () =>
  withModes(0o755, 0o755, async (folder) => {
    await symlink('two', join(folder, 'one'));
    await symlink('one', join(folder, 'two'));
    assert.equal(realPathOf(join(folder, 'one')), join(folder, 'one'));
  }));
