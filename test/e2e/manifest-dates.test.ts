import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { listCompared } from '../harness/list-alone.ts';
import { createWorld } from '../harness/world.ts';

/** When accounts were made that share the second with few others: seconds by which somebody could be known. */
function tellingDates(users: Iterable<object>): string[] {
  const dates = Map.groupBy(users, (user) =>
    String((user as { createdDateTime?: unknown }).createdDateTime).slice(0, 'yyyy-mm-ddThh:mm:ss'.length),
  );
  return [...dates].filter(([date, { length }]) => length < 10 && /T\d\d:(?!00:00)/.test(date)).map(([date]) => date);
}

for (const users of [40, 30_000]) {
  test(`of ${users} users, the manifest, the log and the summary tell no time at which one of them was made`, async () => {
    await using world = await createWorld({ inputs: listCompared, users });
    const dates = tellingDates(world.emulator.directory.users());
    assert.ok(dates.length > users / 3);
    const run = await world.audit({ publish: 'none' }, { debug: true, timeout: 180_000 });
    assert.deepEqual(run.annotations.error, []);
    const manifest = await readFile(run.outputs['manifest-file'] ?? '', 'utf8');
    const { read, creationDates } = JSON.parse(manifest);
    assert.deepEqual([read.shards.length > 4, creationDates.length > 100], [users > 40, users > 40]);
    assert.doesNotMatch(JSON.stringify(read.shards), /T\d\d:(?!00:00)/, 'a border may be a second beside such a time');
    const shown = manifest + run.stdout + run.stderr + run.summary + JSON.stringify(run.outputs);
    const seconds = new Set(shown.match(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/g));
    assert.deepEqual(
      dates.filter((date) => seconds.has(date)),
      [],
    );
  });
}
