import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Finding } from '../../src/findings/finding.ts';
import { readJson } from '../harness/published-files.ts';
import { createWorld } from '../harness/world.ts';

interface Published {
  counts: Record<string, unknown>;
  rules: { id: string; state: string; severity: string; missing: string[] }[];
  findings: Finding[];
}

const invited = { userType: 'Guest', externalUserState: 'PendingAcceptance', createdDateTime: '2026-01-01T00:00:00Z' };
const findingsOf = (run: { outputs: Record<string, string> }) =>
  readJson<Published>(join(run.outputs.directory ?? '', 'findings.json'));

test('findings are published, told in numbers, and known from run to run', async () => {
  await using world = await createWorld({ users: 0 });
  const { directory } = world.emulator;
  const anna = directory.create({ ...invited, userPrincipalName: 'anna@contoso.example' });
  const first = await world.audit();
  assert.deepEqual([first.exitCode, first.annotations.warning], [0, []]);
  assert.equal(first.outputs['finding-count'], '1');
  assert.ok(first.lines.includes('1 finding: 0 high, 1 medium, 0 low.'));
  const [finding] = (await findingsOf(first)).findings;
  assert.equal(finding?.rule, 'guest-invitation-pending');
  assert.equal(finding?.user?.id, anna.id);
  assert.match(finding?.why ?? '', /^Pending for \d+ days\.$/);
  assert.equal(finding?.isNew, null);

  directory.create({ ...invited, userPrincipalName: 'bert@contoso.example' });
  directory.create({ displayName: 'Anna\u200B', userPrincipalName: 'fake@contoso.example' });
  directory.create({ displayName: 'Anna', userPrincipalName: 'anna2@contoso.example' });
  const second = await world.audit({ rules: 'guest-invitation-pending: severity=high\nsync-old: off' });
  assert.ok(second.lines.includes('3 findings: 3 high, 0 medium, 0 low, 2 of them new.'), second.lines.join('\n'));
  const published = await findingsOf(second);
  assert.equal(published.rules.find(({ id }) => id === 'sync-old')?.state, 'off');
  assert.equal(published.rules.find(({ id }) => id === 'missing-manager')?.state, 'not-judged');
  const manifest = await readJson<{ rules: { id: string; open: number }[] }>(second.outputs['manifest-file']);
  assert.equal(manifest.rules.find(({ id }) => id === 'guest-invitation-pending')?.open, 2);
  // A key that is masked is random: now and then a short name stands in it by chance.
  const said = second.stdout.replace(/^::add-mask::.*$/gm, '') + second.summary;
  for (const name of ['anna', 'bert', 'fake']) assert.ok(!said.toLowerCase().includes(name));
});

test('accepted findings come from a file in the repository; its lines are told, not its users', async () => {
  await using world = await createWorld({ users: 0 });
  for (const name of ['anna', 'bert', 'carl']) {
    world.emulator.directory.create({ ...invited, userPrincipalName: `${name}@contoso.example` });
  }
  const file = join((await world.audit({ publish: 'none' })).workspace, 'accepted.yml');
  await writeFile(
    file,
    [
      '- rule: guest-invitation-pending',
      '  user: anna@contoso.example',
      '  reason: Waits for her contract',
      '  until: 2099-12-31',
      '- { rule: guest-invitation-pending, user: Bert@contoso.example, reason: x, until: 2020-01-01 }',
      '- { rule: duplicate-mail, user: carl@contoso.example, reason: x, until: 2099-01-01 }',
    ].join('\n'),
  );
  const run = await world.audit({ publish: 'none', 'accepted-findings': file });
  assert.equal(run.outputs['finding-count'], '2');
  assert.deepEqual(run.annotations.warning, [
    'accepted-findings: nothing was found for line 6 (duplicate-mail). What is no longer needed should go.',
    'accepted-findings: line 5 (guest-invitation-pending) ran out; the 1 finding counted again.',
  ]);
  assert.ok(!run.stdout.includes('@contoso.example'));
  const { findings } = await findingsOf(run);
  const anna = findings.find(({ user }) => user?.userPrincipalName === 'anna@contoso.example');
  assert.deepEqual(anna?.accepted, { reason: 'Waits for her contract', until: '2099-12-31' });

  const good = await readFile(file, 'utf8');
  const wrong: [string, RegExp][] = [
    [good.replace('duplicate-mail', 'duplicat-mail'), /line 6; it takes the rules .* Did you mean "duplicate-mail"\?/],
    [good.replace('2099-12-31', '2099-02-30'), /line 1; it takes a day like 2027-01-31 as until/],
    [
      good.replace('  reason: Waits for her contract\n', ''),
      /line 1; it takes a list of entries .*\(reason is missing\)/,
    ],
    [good.replace('until: 2020', 'untill: 2020'), /line 5; it takes .*\(not "untill"\)/],
    ['- rule: [', /line \d; it takes YAML/],
    ['rule: x', /line 1; it takes a list of entries/],
  ];
  for (const [text, expected] of wrong) {
    await writeFile(file, text);
    const failed = await world.audit({ publish: 'none', 'accepted-findings': file });
    assert.equal(failed.exitCode, 1);
    assert.match(failed.annotations.error[0] ?? '', expected);
  }
  const none = await world.audit({ publish: 'none', 'accepted-findings': 'nowhere.yml', rules: 'sync-olt: off' });
  assert.match(
    none.annotations.error[0] ?? '',
    /^2 inputs are wrong:\n.*"rules".*Did you mean "sync-old"\?\n.*"nowhere.yml" \(ENOENT\)/,
  );
});

test('dates by which services mean never make no password old and no synchronization late', async () => {
  await using world = await createWorld({ users: 0 });
  const { directory } = world.emulator;
  for (const never of ['0001-01-01T00:00:00Z', '1601-01-01T00:00:00Z']) {
    directory.create({ lastPasswordChangeDateTime: never, accountEnabled: true, userType: 'Member' });
    directory.create({ onPremisesSyncEnabled: true, onPremisesLastSyncDateTime: never, accountEnabled: true });
  }
  const old = directory.create({ lastPasswordChangeDateTime: '2019-01-01T00:00:00Z', accountEnabled: true });
  const run = await world.audit({ publish: 'none', rules: 'password-old: on\nsync-old: on\nsync-stopped: on' });
  assert.deepEqual(run.annotations.error, []);
  const { findings } = await findingsOf(run);
  const told = findings.filter(({ rule }) => ['password-old', 'sync-old', 'sync-stopped'].includes(rule));
  assert.deepEqual(
    told.map(({ rule, user }) => [rule, user?.id]),
    [['password-old', old.id]],
  );
});
