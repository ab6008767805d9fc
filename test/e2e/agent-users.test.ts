import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { csvParse } from 'd3-dsv';
import { readJson } from '../harness/published-files.ts';
import { createWorld } from '../harness/world.ts';

test('agent users stand in the list with their type, are counted as their own kind, and are no people to the rules', async () => {
  await using world = await createWorld({ users: 200, agentUsers: 3 });
  const run = await world.audit({ 'include-manager': true, formats: 'jsonl, csv, html' });
  assert.deepEqual(run.annotations.error, []);
  const folder = run.outputs.directory ?? '';
  const text = (name: string) => readFile(join(folder, name), 'utf8');
  const users = (await text('users.jsonl'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const agents = users.filter((user) => user['@odata.type'] === '#microsoft.graph.agentUser');
  assert.equal(agents.length, 3);
  assert.equal(users.filter((user) => '@odata.type' in user).length, 3, 'nobody else has a type');
  for (const agent of agents) assert.deepEqual(Object.keys(agent).slice(0, 2), ['id', '@odata.type']);

  const rows = csvParse((await text('users.csv')).replace('\ufeff', ''));
  assert.deepEqual(rows.columns.slice(0, 3), ['id', '@odata.type', 'userPrincipalName']);
  assert.deepEqual(
    rows.map((row) => [row.id, row['@odata.type'], row.userPrincipalName]),
    users.map((user) => [user.id, user['@odata.type'] ?? '', user.userPrincipalName]),
  );

  const members = users.filter((user) => user.userType === 'Member' && !('@odata.type' in user)).length;
  assert.match(run.summary, new RegExp(`\\| Members \\| ${members} \\|`));
  assert.match(run.summary, /\| Agents \| 3 \|/);
  assert.match(await text('report.html'), /<bdi>Agents, enabled<\/bdi>/);

  const { findings } = await readJson<{ findings: { rule: string; user: { id: string } | null }[] }>(
    join(folder, 'findings.json'),
  );
  const ids = new Set(agents.map(({ id }) => id));
  assert.deepEqual(
    findings.filter(({ user }) => user !== null && ids.has(user.id)),
    [],
  );
});

test('a tenant without them has no column for types', async () => {
  await using world = await createWorld({ users: 20 });
  const run = await world.audit({ publish: 'none' });
  assert.match(
    await readFile(run.outputs['users-file']?.replace('.jsonl', '.csv') ?? '', 'utf8'),
    /^\ufeffid,userPrincipalName,/,
  );
});
