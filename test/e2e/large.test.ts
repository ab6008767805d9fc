import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { listAlone } from '../harness/list-alone.ts';
import { createWorld } from '../harness/world.ts';

test('25,000 users: whole, and the same bytes one by one and sixteen at once', async () => {
  await using world = await createWorld({ users: 25_000 });
  const files: Buffer[] = [];
  for (const inputs of [{ ...listAlone, concurrency: 1 }, { publish: 'none' }]) {
    const run = await world.audit(inputs);
    assert.deepEqual(run.annotations.error, []);
    assert.equal(run.outputs.reconciled, 'true');
    files.push(await readFile(run.outputs['users-file'] ?? ''));
  }
  const [first, other] = files as [Buffer, Buffer];
  assert.ok(first.equals(other));
  const ids = first
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).id);
  const expected = [...world.emulator.directory.users()].map(({ id }) => id);
  assert.deepEqual(new Set(ids), new Set(expected));
  assert.equal(ids.length, 25_000);
});
