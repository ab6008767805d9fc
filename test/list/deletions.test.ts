import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openDeletions } from '../../src/list/deletions.ts';

test('dates are found in the order of ids, and nobody else has one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'deletions-'));
  try {
    const lines = ['b', 'd', 'f'].map((id) => `${JSON.stringify({ id, deletedDateTime: `of ${id}` })}\n`);
    await writeFile(join(folder, 'deleted'), lines.join(''));
    await writeFile(join(folder, 'nobody'), '');
    const deletions = openDeletions(join(folder, 'deleted'));
    const dates = [];
    for (const id of ['a', 'b', 'c', 'f', 'g', 'h']) dates.push(await deletions.of(id));
    await deletions.close();
    assert.deepEqual(dates, [null, 'of b', null, 'of f', null, null]);
    const empty = openDeletions(join(folder, 'nobody'));
    assert.deepEqual([await empty.of('a'), await empty.of('b')], [null, null]);
    await empty.close();
  } finally {
    await rm(folder, { recursive: true });
  }
});
