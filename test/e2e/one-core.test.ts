import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { createClock } from '../../emulator/directory/clock.ts';
import { createWorld } from '../harness/world.ts';

test('with one core everything is done in one thread, and comes to the same files', async () => {
  const at = Date.now();
  await using world = await createWorld({ users: 2_500, clock: createClock(() => at) });
  const baseline = (await world.audit({ publish: 'none', formats: 'jsonl' })).outputs['users-file'] ?? '';
  const users = [...world.emulator.directory.users()];
  for (const { id } of users.slice(0, 40)) world.emulator.directory.update(id, { department: 'Elsewhere' });
  for (const { id } of users.slice(40, 50)) world.emulator.directory.delete(id);
  const files = async (oneCore: boolean) => {
    const { outputs, listFiles } = await world.audit({ publish: 'none', baseline }, { oneCore });
    // They tell when, and how it was read.
    const names = (await listFiles()).filter((name) => !/^(manifest.json|SHA256SUMS|report.html)$/.test(name));
    const texts = await Promise.all(names.map((name) => readFile(join(outputs.directory ?? '', name), 'latin1')));
    return Object.fromEntries(names.map((name, index) => [name, texts[index]]));
  };
  const [several, one] = [await files(false), await files(true)];
  assert.deepEqual(Object.keys(one), Object.keys(several));
  for (const [name, text] of Object.entries(one)) assert.ok(text === several[name], name);
});
