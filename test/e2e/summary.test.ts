import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWorld } from '../harness/world.ts';

test('counts: one screen of numbers, with changes, findings by severity, failed gates, a chart and the artifact', async () => {
  await using world = await createWorld({ users: 100 });
  await world.audit();
  const { directory } = world.emulator;
  const [gone, changed] = [...directory.users()];
  directory.delete(gone?.id ?? '');
  directory.update(changed?.id ?? '', { department: 'Elsewhere' });
  directory.create({
    userPrincipalName: 'joined.person@contoso.example',
    userType: 'Guest',
    displayName: 'Joined Person',
  });
  const run = await world.audit({ 'fail-on': 'removed>0' });
  const { summary } = run;
  assert.ok(summary.includes('| Changes | **1** added, **1** removed, **1** changed |'), summary);
  assert.match(summary, /\| Findings \| (🔴 )?\*\*\d+\*\* high, \*\*\d+\*\* medium, \*\*\d+\*\* low \(\d+ new\) \|/);
  assert.ok(summary.startsWith(`## ${run.outputs.headline}\n`), summary);
  assert.match(summary, /- ❌ \*\*Gate removed>0 failed\*\*: 1 of 100 users was removed/);
  assert.match(summary, /```mermaid\npie showData\n( {2}"(Guests|Members), (enabled|disabled)" : \d+\n)+```/);
  assert.ok(summary.includes(`[entra-users](${run.outputs['artifact-url']})`));
  assert.ok(summary.split('\n').length < 50);
  for (const name of ['joined.person', 'Joined Person', String(gone?.userPrincipalName)])
    assert.ok(!summary.includes(name));
});

test('changes: names appear, hostile ones as text', async () => {
  await using world = await createWorld({ users: 0 });
  const { directory } = world.emulator;
  const leaving = directory.create({ displayName: 'Leaving', userPrincipalName: 'leaving@contoso.example' });
  const moving = directory.create({
    displayName: 'Moving',
    userPrincipalName: 'moving@contoso.example',
    department: 'A',
  });
  await world.audit();
  directory.delete(leaving.id);
  directory.update(moving.id, { department: 'B | <b>' });
  directory.create({
    displayName: '| a\n| b <img src=x> ![x](https://attacker.example) `',
    userPrincipalName: 'odd@contoso.example',
    userType: 'Guest',
  });
  const run = await world.audit({ summary: 'changes' });
  const { summary } = run;
  assert.equal(run.oversized.summary, false);
  assert.match(
    summary,
    /### Added \(1\)\n\n\| Name \| User principal name \|\n\| --- \| --- \|\n\| &#124; a &#124; b &#60;img src=x&#62; .* \| odd&#64;contoso&#46;example \|\n/,
  );
  assert.match(summary, /### Removed \(1\)\n[\s\S]*\| Leaving \|/);
  assert.match(summary, /### Changed \(1\)\n[\s\S]*\| Moving \| .* \| department&#58; A → B &#124; &#60;b&#62; \|/);
  assert.match(summary, /### Findings \(\d+\)\n[\s\S]*\| low \| guest-state-odd \(new\) \| odd&#64;/);
  const rows = summary.split('\n').filter((line) => line.startsWith('|'));
  assert.ok(
    rows.every((row) => row.endsWith('|')),
    'no name breaks a row',
  );
  assert.doesNotMatch(summary, /<img|!\[x\]/);
  // The log stays quiet whatever the summary tells.
  assert.ok(!run.stdout.includes('leaving@') && !run.stdout.includes('moving@'));
});

test('changes: far below what GitHub takes, cut between two rows, with the number that was left out', async () => {
  await using world = await createWorld({ users: 0 });
  const long = '🦊|<'.repeat(60);
  const createMany = (name: string) =>
    Array.from({ length: 1_500 }, (_, index) =>
      world.emulator.directory.create({
        displayName: long,
        userPrincipalName: `${name}${index}@contoso.example`,
        userType: 'Guest',
      }),
    );
  const leaving = createMany('gone');
  await world.audit();
  for (const { id } of leaving) world.emulator.directory.delete(id);
  createMany('user');
  const run = await world.audit({ summary: 'changes' });
  assert.equal(run.oversized.summary, false);
  assert.ok(Buffer.byteLength(run.summary) < 700 * 1024);
  const [, added = ''] = /### Added \(1,500\)\n([\s\S]*?)\n###/.exec(run.summary) ?? [];
  const rows = added
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);
  const [, left = ''] =
    /\n([\d,]+) rows left out here: they are in `changes\.json` in the artifact\.\n/.exec(added) ?? [];
  assert.equal(rows.length + Number(left.replace(',', '')), 1_500);
  assert.ok(rows.every((row) => row.endsWith(' |')));
  assert.ok(rows.length < 500, 'it is the size that cuts, not the number of users that are remembered');
  assert.match(run.summary, /### Removed \(1,500\)\n[\s\S]*\n[\d,]+ rows left out here: they are in `changes\.json`/);
});
