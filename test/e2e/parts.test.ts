import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { listAlone } from '../harness/list-alone.ts';
import { createWorld } from '../harness/world.ts';

const inputs = { ...listAlone, summary: 'none', select: 'displayName' };

for (const [filter, holds] of [
  ["userType eq 'Member'", (type: unknown) => type === 'Member'],
  ["userType ne 'Guest'", (type: unknown) => type !== 'Guest'],
] as const) {
  test(`a large list with the filter ${filter} is read in parts, each with the filter`, async () => {
    await using world = await createWorld({ users: 8_000 });
    const run = await world.audit({ ...inputs, filter });
    assert.deepEqual(run.annotations.error, []);
    const ids = (await readFile(run.outputs['users-file'] ?? '', 'utf8')).trimEnd().split('\n');
    const expected = [...world.emulator.directory.users()].filter(({ userType }) => holds(userType));
    assert.deepEqual(new Set(ids.map((line) => JSON.parse(line).id)), new Set(expected.map(({ id }) => id)));
    assert.equal(ids.length, expected.length);
    const { read } = JSON.parse(await readFile(run.outputs['manifest-file'] ?? '', 'utf8'));
    assert.equal(read.fallback, null);
    // No dates were asked for: parts are cut by counts alone.
    assert.ok(read.shards.length > 4 && read.shards.length < 30, String(read.shards.length));
    for (const shard of read.shards)
      assert.ok(shard.filter.startsWith(`(${filter}) and createdDateTime `), shard.filter);
  });
}

test('where Graph takes no filter on the date, the list is read as one, and that is said', async () => {
  await using world = await createWorld({ users: 5_000 });
  world.emulator.faults.add({ kind: 'filters-refused', match: { times: 'always' } });
  const run = await world.audit(inputs);
  assert.deepEqual(run.annotations.error, []);
  assert.equal(run.outputs['user-count'], '5000');
  assert.match(
    run.stdout,
    /^Graph does not let the list be read in parts \(Request_UnsupportedQuery: .*\)\. Reading it as one list\.$/m,
  );
  const { read } = JSON.parse(await readFile(run.outputs['manifest-file'] ?? '', 'utf8'));
  assert.equal(read.fallback, 'Request_UnsupportedQuery');
  assert.deepEqual(read.shards, []);
});

test('that it was read as one still stands in the manifest when it is read once more', async () => {
  await using world = await createWorld({ users: 5_000 });
  world.emulator.faults.add({ kind: 'filters-refused', match: { times: 'always' } });
  world.emulator.faults.add({ kind: 'missing-users', n: 2, match: { path: 'skiptoken' } });
  const run = await world.audit(inputs);
  assert.deepEqual(run.annotations.error, []);
  const { read } = JSON.parse(await readFile(run.outputs['manifest-file'] ?? '', 'utf8'));
  assert.deepEqual([read.reads, read.fallback], [2, 'Request_UnsupportedQuery']);
});
