import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { readJson } from '../harness/published-files.ts';
import { createWorld } from '../harness/world.ts';

const inputs = { publish: 'none', summary: 'none', 'include-sponsors': 'true' };

test('guests come with those who answer for them, and whoever has none is found', async () => {
  await using world = await createWorld({ users: 400 });
  const { directory } = world.emulator;
  const run = await world.audit({ ...inputs, formats: 'jsonl,csv' });
  assert.deepEqual(run.annotations.error, []);
  const lines = (await readFile(run.outputs['users-file'] ?? '', 'utf8')).trimEnd().split('\n');
  const without: string[] = [];
  for (const { id, userType, accountEnabled, sponsors } of lines.map((line) => JSON.parse(line))) {
    const value = (index: number, name: string) => directory.value(index, name);
    const own = directory
      .sponsors(directory.find(id) as number)
      .map((sponsor) => ({
        id: value(sponsor as number, 'id'),
        userPrincipalName: value(sponsor as number, 'userPrincipalName'),
      }))
      .sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1));
    assert.deepEqual(sponsors, userType === 'Guest' ? own : null);
    if (userType === 'Guest' && accountEnabled && own.length === 0) without.push(id);
  }
  const { findings } = await readJson<{ findings: { rule: string; subject: string }[] }>(
    join(run.outputs.directory ?? '', 'findings.json'),
  );
  const found = findings.filter(({ rule }) => rule === 'guest-without-sponsor').map(({ subject }) => subject);
  assert.ok(without.length > 0);
  assert.deepEqual(found, without);
  const csv = await readFile(join(run.outputs.directory ?? '', 'users.csv'), 'utf8');
  assert.ok(csv.split('\r\n')[0]?.endsWith(',sponsors.id,sponsors.userPrincipalName'));
});

test('where Graph refuses them they are skipped, the rule is not judged, and both are said', async () => {
  await using world = await createWorld({ users: 40 });
  world.emulator.faults.add({ kind: 'status', status: 400, match: { path: 'sponsors', times: 'always' } });
  const run = await world.audit(inputs);
  assert.deepEqual(run.annotations.error, []);
  assert.match(run.annotations.warning[0] ?? '', /^Sponsors of guests were skipped: Graph answered HTTP 400/);
  const { rules } = await readJson<{ rules: { id: string; state: string; missing: string[] }[] }>(
    join(run.outputs.directory ?? '', 'findings.json'),
  );
  const rule = rules.find(({ id }) => id === 'guest-without-sponsor');
  assert.deepEqual([rule?.state, rule?.missing], ['not-judged', ['sponsors']]);
});
