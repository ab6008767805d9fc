import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { listCompared } from '../harness/list-alone.ts';
import { type PublishedChanges, readJson } from '../harness/published-files.ts';
import { createWorld } from '../harness/world.ts';

const domain = { 'tenant-id': 'Contoso.example' };

test('a tenant that is named by a domain on one day and by its GUID on the next is the same', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 5 });
  const { tenantId } = world.emulator;
  for (const inputs of [domain, {}, domain, domain]) {
    const run = await world.audit(inputs);
    assert.deepEqual([run.exitCode, run.outputs['added-count'], run.annotations.warning], [0, '0', []]);
    for (const file of ['manifest-file', 'changes-file']) {
      assert.equal((await readJson<{ tenantId: string }>(run.outputs[file])).tenantId, tenantId);
    }
    world.emulator.clock.advance(60_000);
  }
  const last = await world.audit();
  assert.equal((await readJson<PublishedChanges>(last.outputs['changes-file'])).baseline?.kind, 'previous');
});

test('an earlier list that names a domain alone is not taken for one of this tenant', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 5 });
  const first = await world.audit({ publish: 'none', baseline: 'none' });
  const path = first.outputs['manifest-file'] ?? '';
  const manifest = await readFile(path, 'utf8');
  const baseline = first.outputs['users-file'] ?? '';
  for (const inputs of [{}, domain]) {
    await writeFile(path, manifest);
    const good = await world.audit({ publish: 'none', ...inputs, baseline });
    assert.deepEqual([good.outputs['added-count'], good.annotations.warning], ['0', []]);
    await writeFile(path, manifest.replace(world.emulator.tenantId, 'contoso.example'));
    const run = await world.audit({ publish: 'none', ...inputs, baseline });
    assert.equal(run.exitCode, 0);
    assert.match(run.annotations.warning[0] ?? '', /it is of another tenant, or names this one by a domain alone/);
  }
});
