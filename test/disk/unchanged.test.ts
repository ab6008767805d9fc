import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rename, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { whileUnchanged } from '../../src/disk/unchanged.ts';

const content = 'id,displayName\n1,Ada\n';
const { signal } = new AbortController();
const changed = { code: 'file-changed', facts: { name: 'users.csv' } };

/** Checks a file while something is done to it. */
async function during(work: (path: string) => Promise<unknown>, before?: (path: string) => Promise<unknown>) {
  const folder = await mkdtemp(join(tmpdir(), 'unchanged-'));
  const path = join(folder, 'users.csv');
  try {
    await writeFile(path, content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const file = { name: 'users.csv', path, bytes: content.length, sha256 };
    await before?.(path);
    return await whileUnchanged([file], signal, () => work(path));
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('what was done with files that stayed as they are is handed on', async () => {
  assert.equal(await during(async () => 7), 7);
});

test('a file that was only touched is the same', async () => {
  assert.equal(await during(async (path) => utimes(path, 1, 1)), undefined);
});

for (const [what, change] of [
  ['another text of the same length', (path: string) => writeFile(path, content.replace('Ada', 'Eve'))],
  ['more text', (path: string) => writeFile(path, `${content}2,Eve\n`)],
  ['less text', (path: string) => truncate(path, 3)],
  ['nothing', (path: string) => rm(path)],
  [
    'a link to a copy',
    async (path: string) => {
      await rename(path, `${path}.old`);
      await symlink(`${path}.old`, path);
    },
  ],
] as const) {
  test(`${what} in its place is seen, before as well as meanwhile`, async () => {
    await assert.rejects(
      during(async () => 7, change),
      changed,
    );
    await assert.rejects(during(change), changed);
  });
}

test('a time that is set back hides no change', async () => {
  const work = async (path: string) => {
    await writeFile(path, content.replace('Ada', 'Eve'));
    await utimes(path, 1, 1);
  };
  await assert.rejects(
    during(work, (path) => utimes(path, 1, 1)),
    changed,
  );
});

test('a change is told while the work is still under way, and what the work itself fails with is told as it is', async () => {
  const endless = () => new Promise(() => {});
  await assert.rejects(
    during(endless, (path) => writeFile(path, 'x')),
    changed,
  );
  await assert.rejects(
    during(() => Promise.reject(new Error('refused'))),
    /refused/,
  );
});
