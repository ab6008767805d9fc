import assert from 'node:assert/strict';
import { mkdir, mkdtempDisposable, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { baselineAtPath } from '../../src/compare/baseline.ts';
import type { AuditScope } from '../../src/evidence/past-manifest.ts';
import { listAlone } from '../harness/list-alone.ts';
import { spoiledLists } from '../harness/spoiled-lists.ts';
import { whyNotCompared } from '../harness/why-not-compared.ts';
import { createWorld } from '../harness/world.ts';

test('what is wrong with an earlier list is told as what it is', async (t) => {
  await using world = await createWorld({ inputs: listAlone, users: 20 });
  const { outputs } = await world.audit();
  const todayFile = outputs['users-file'] ?? '';
  const [list, manifest] = [await readFile(todayFile, 'utf8'), await readFile(outputs['manifest-file'] ?? '', 'utf8')];
  const today: AuditScope = JSON.parse(manifest);
  await using folder = await mkdtempDisposable(`${tmpdir()}/spoiled-`);
  const [path, beside] = [join(folder.path, 'users.jsonl'), join(folder.path, 'manifest.json')];
  const told = async () => whyNotCompared(await baselineAtPath(path, today), todayFile);

  for (const [reason, spoilt] of [[undefined, { list, manifest }] as const, ...spoiledLists(list, manifest)]) {
    await t.test(reason?.source ?? 'nothing', async () => {
      await rm(beside, { force: true });
      await writeFile(path, spoilt.list);
      if (spoilt.manifest !== undefined) await writeFile(beside, spoilt.manifest);
      const words = await told();
      if (reason === undefined) return assert.equal(words, undefined);
      assert.match(words ?? '', reason);
      assert.match(words ?? '', /^There is no comparison with an earlier list: /);
    });
  }

  await t.test('a folder in place of the manifest', async () => {
    await rm(beside, { force: true });
    await mkdir(beside);
    assert.match((await told()) ?? '', /its manifest.json is no file/);
  });
});
