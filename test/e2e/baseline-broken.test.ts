import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { createWorld } from '../harness/world.ts';

for (const [users, where] of [
  [60, 'in the first thread'],
  [2_500, 'in another thread'],
] as const) {
  test(`an earlier list that breaks when all else was taken of it costs no finding, judged ${where}`, async () => {
    await using world = await createWorld({ users });
    const first = await world.audit({ publish: 'none', baseline: 'none' });
    const path = first.outputs['users-file'] ?? '';
    const list = await readFile(path, 'utf8');
    await rm(first.outputs['manifest-file'] ?? '');
    await writeFile(path, list.slice(0, -5));

    const second = await world.audit({ publish: 'none', baseline: path });
    assert.deepEqual(second.annotations.error, []);
    assert.match(second.lines.join('\n'), /it is cut: line \d+ has no end/);
    const names = (files: string[]) => files.filter((name) => !name.startsWith('users.jsonl'));
    assert.deepEqual(names(await second.listFiles()), names([...(await first.listFiles()), 'manifest.json']).sort());
    for (const name of ['findings.json', 'findings.csv']) {
      const [before, after] = [first, second].map(({ outputs }) =>
        readFile(join(outputs.directory ?? '', name), 'utf8'),
      );
      assert.equal(await after, await before);
    }
  });
}
