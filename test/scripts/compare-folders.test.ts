import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { differingFiles } from '../../scripts/compare-folders.ts';

test('files that differ, are new, are missing, or lie in another folder are told; equal ones are not', async () => {
  const root = await mkdtemp(join(tmpdir(), 'folders-'));
  try {
    const [one, other] = [join(root, 'one'), join(root, 'other')];
    const write = async (folder: string, files: Record<string, string>) => {
      await mkdir(join(folder, 'inside'), { recursive: true });
      for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    };
    await write(one, { 'a.js': 'same', 'b.js': 'ä', 'c.js': '', 'inside/d.js': 'same' });
    await write(other, { 'a.js': 'same', 'b.js': 'a', 'd.js': 'same', 'e.js': '' });
    assert.deepEqual(await differingFiles(one, other), ['b.js', 'c.js', 'd.js', 'e.js', 'inside/d.js']);
    assert.deepEqual(await differingFiles(one, one), []);
  } finally {
    await rm(root, { recursive: true });
  }
});
