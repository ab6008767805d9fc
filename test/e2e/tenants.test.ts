import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { listAlone } from '../harness/list-alone.ts';
import { readJson } from '../harness/published-files.ts';
import { createWorld, type World } from '../harness/world.ts';

interface Manifest {
  counts: { before: number | null; after: number | null; listed: number };
  secondReading: { users: number; notListed: number; onlyListed: number } | null;
  reconciled: boolean;
  read: { shards: { filter: string; count: number }[]; fallback: string | null };
  queries: string[];
}

const inputs = { publish: 'none' };

async function idsOf(run: { outputs: Record<string, string> }): Promise<string[]> {
  const lines = (await readFile(run.outputs['users-file'] ?? '', 'utf8')).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line).id);
}

function idsIn(world: World): string[] {
  return [...world.emulator.directory.users()].map(({ id }) => id as string).sort();
}

test('a tenant of Azure AD B2C is listed, and held against a second reading of its ids', async () => {
  await using world = await createWorld({ users: 3_500, b2c: true });
  const run = await world.audit(inputs);
  assert.deepEqual([run.annotations.error, run.annotations.warning], [[], []]);
  assert.deepEqual(await idsOf(run), idsIn(world));
  assert.equal(run.outputs.reconciled, 'true');
  assert.ok(
    run.lines.includes(
      'Graph cannot count the users of this tenant. The list is read page by page, and then all ids a second time to check it.',
    ),
  );
  assert.match(run.stdout, /reading all ids once more found the same 3,500 users: reconciled\.$/m);
  const manifest = await readJson<Manifest>(run.outputs['manifest-file']);
  assert.deepEqual(manifest.counts, { before: null, after: null, listed: 3_500 });
  assert.deepEqual(manifest.secondReading, { users: 3_500, notListed: 0, onlyListed: 0 });
  assert.ok(manifest.queries[1]?.includes('$select=id,createdDateTime&'), manifest.queries[1]);
  const again = await world.audit({ publish: 'artifact', baseline: 'none' });
  assert.deepEqual(again.annotations.error, []);
  const third = await world.audit();
  assert.match(third.stdout, /^Compared with 3,500 users/m);
});

test('where users are missing from the first reading of such a tenant, and from every other, it is not reconciled', async () => {
  await using world = await createWorld({ users: 1_500, b2c: true });
  world.emulator.faults.add({ kind: 'missing-users', n: 3, match: { path: 'displayName', times: 'always' } });
  const run = await world.audit(inputs);
  assert.equal(run.outputs.reconciled, 'false');
  assert.match(
    String(run.annotations.error[0]),
    /\nThe list does not agree with a second reading of its ids: it holds [\d,]+ users, while Graph does not count here, and reading all ids once more found 1,500 users, \d+ whom the list lacks/,
  );
});

for (const [what, options, undated] of [
  ['nobody is undated', {}, false],
  ['some are undated, and `not` finds them', {}, true],
  ['some are undated, and nothing finds them', { notLeavesOutNull: true }, true],
] as const) {
  test(`eq null is refused, and ${what}`, async () => {
    await using world = await createWorld({ users: 4_100, refuseEqNull: true, ...options });
    const { directory } = world.emulator;
    if (undated) for (let n = 0; n < 20; n += 1) directory.create({ createdDateTime: null });
    else {
      for (const { id, createdDateTime } of [...directory.users()])
        if (createdDateTime === null) directory.delete(id as string);
    }
    const run = await world.audit(listAlone);
    assert.deepEqual(run.annotations.error, []);
    assert.deepEqual(await idsOf(run), idsIn(world));
    const { read } = await readJson<Manifest>(run.outputs['manifest-file']);
    if ('notLeavesOutNull' in options) {
      assert.equal(read.fallback, 'there are users without a creation date, and no filter finds them');
      return;
    }
    assert.equal(read.fallback, null);
    assert.ok(read.shards.length > 4);
    assert.equal(
      read.shards.some(({ filter }) => filter.startsWith('not(')),
      undated,
    );
  });
}
