import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { createWorld } from '../harness/world.ts';

const names = [
  '::set-output name=user-count::0',
  '\n::error::boom',
  '##[error]boom',
  '::stop-commands::x',
  '<script>alert(1)</script>',
  `\${{ github.token }}`,
  '=HYPERLINK("https://evil.example")',
  'ghadelimiter_\nuser-count<<x',
  '\u202egnp.exe',
];

test('names in the directory reach the files and nothing else', async () => {
  await using world = await createWorld({ users: 200 });
  for (const [index, displayName] of names.entries()) {
    world.emulator.directory.create({ displayName, userPrincipalName: `hostile-${index}@contoso.example` });
  }
  // The harness itself fails on any command that the Action did not mean.
  const run = await world.audit({ publish: 'both', formats: 'jsonl, csv' }, { debug: true });
  assert.deepEqual(run.annotations.error, []);
  assert.equal(run.outputs['user-count'], '209');

  const said = `${run.stdout}\n${run.stderr}\n${run.summary}`;
  const lines = (await readFile(run.outputs['users-file'] ?? '', 'utf8')).trimEnd().split('\n');
  const users = lines.map((line) => JSON.parse(line));
  for (const { displayName, userPrincipalName, mail } of users) {
    for (const value of [displayName, userPrincipalName, mail]) {
      if (typeof value === 'string' && value.length > 8) assert.ok(!said.includes(value), `${value} was printed`);
    }
  }
  const listed = new Set(users.map(({ displayName }) => displayName));
  for (const name of names) assert.ok(listed.has(name), `${JSON.stringify(name)} is in the list as it is`);
  assert.deepEqual(JSON.parse(run.outputs.users ?? ''), users);
});
